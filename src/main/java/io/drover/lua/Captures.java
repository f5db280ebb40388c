package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a pattern has captured of its subject so far. */
final class Captures {
  private static final int MOST = 32;
  private static final int OPEN = -1;
  private static final int PLACE = -2; // the place itself is what () captures

  private final LuaString subject;
  private final int[] starts;
  private final int[] lengths;
  private int count;

  Captures(LuaString subject, PatternText pattern) {
    this.subject = subject;
    int most = Math.min(MOST, pattern.captures());
    starts = new int[most];
    lengths = new int[most];
  }

  void clear() {
    count = 0;
  }

  void open(int start) {
    add(start, OPEN);
  }

  void place(int start) {
    add(start, PLACE);
  }

  private void add(int start, int length) {
    if (count == MOST) {
      throw new LuaError("too many captures");
    }
    starts[count] = start;
    lengths[count++] = length;
  }

  void dropLast() {
    count--;
  }

  boolean isLastOpen() {
    return count > 0 && lengths[count - 1] == OPEN;
  }

  /** Closes the last one that is open, and says which that is. */
  int close(int end) {
    int index = count - 1;
    while (index >= 0 && lengths[index] != OPEN) {
      index--;
    }
    if (index < 0) {
      throw new LuaError("invalid pattern capture");
    }
    lengths[index] = end - starts[index];
    return index;
  }

  void reopen(int index) {
    lengths[index] = OPEN;
  }

  /** Where the text of a capture, which is named by a digit, ends if it stands at a place too. */
  int repeated(int digit, int at, int subjectEnd) {
    int index = digit - '1';
    if (index < 0 || index >= count || lengths[index] == OPEN) {
      throw new LuaError("invalid capture index");
    }
    int length = lengths[index];
    byte[] bytes = subject.m_bytes;
    boolean same =
        length >= 0
            && length <= subjectEnd - at
            && LuaString.equals(bytes, starts[index], bytes, at, length);
    return same ? at + length : -1;
  }

  /** All of them, or the whole match if there are none. */
  Varargs all(int matchStart, int matchEnd) {
    return switch (Math.max(1, count)) {
      case 1 -> one(0, matchStart, matchEnd);
      case 2 -> LuaValue.varargsOf(one(0, 0, 0), one(1, 0, 0));
      default -> explicit();
    };
  }

  /** Those that the pattern has, perhaps none. */
  Varargs explicit() {
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = one(i, 0, 0);
    }
    return LuaValue.varargsOf(values);
  }

  /** One of them, counted from 0, where the first of none is the whole match. */
  LuaValue one(int index, int matchStart, int matchEnd) {
    if (index >= count) {
      if (index != 0) {
        throw new LuaError("invalid capture index");
      }
      return text(matchStart, matchEnd - matchStart);
    }
    return switch (lengths[index]) {
      case OPEN -> throw new LuaError("unfinished capture");
      case PLACE -> LuaValue.valueOf(starts[index] - subject.m_offset + 1);
      default -> text(starts[index], lengths[index]);
    };
  }

  private LuaValue text(int start, int length) {
    Bytes.work(length);
    int from = start - subject.m_offset;
    return subject.substring(from, from + length);
  }
}
