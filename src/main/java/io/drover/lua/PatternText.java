package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * A pattern of Lua 5.1 as it is written. It ends at its first zero byte, and what is malformed in
 * it is found when matching comes to it. Immutable.
 */
final class PatternText {
  private static final String SPECIAL = "^$*+?.([%-";

  private final byte[] bytes;
  private final int start;
  private final int end;

  PatternText(LuaString pattern) {
    bytes = pattern.m_bytes;
    start = pattern.m_offset;
    int last = start + pattern.m_length;
    int at = start;
    while (at < last && bytes[at] != 0) {
      at++;
    }
    end = at;
  }

  int start() {
    return start;
  }

  /** The byte at a place, 0 at the end and after it. */
  int at(int place) {
    return place < end ? bytes[place] & 0xff : 0;
  }

  boolean isAnchored() {
    return at(start) == '^';
  }

  boolean isPlain() {
    for (int i = start; i < end; i++) {
      if (SPECIAL.indexOf(bytes[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** An upper bound of the number of its captures. */
  int captures() {
    int found = 0;
    for (int i = start; i < end; i++) {
      if (bytes[i] == '(') {
        found++;
      }
    }
    return found;
  }

  /** Where the item that starts at a place ends, which stands for one byte of the subject. */
  int itemEnd(int item) {
    int first = at(item);
    if (first == '%') {
      if (item + 1 >= end) {
        throw new LuaError("malformed pattern (ends with '%')");
      }
      return item + 2;
    }
    return first == '[' ? setEnd(item) : item + 1;
  }

  /** Where the set of a frontier ends. */
  int frontierEnd(int set) {
    if (at(set) != '[') {
      throw new LuaError("missing '[' after '%" + (char) at(set - 1) + "' in pattern");
    }
    return setEnd(set);
  }

  private int setEnd(int set) {
    int place = at(set + 1) == '^' ? set + 2 : set + 1;
    do { // the first byte belongs to the set even if it is ]
      if (place >= end) {
        throw new LuaError("malformed pattern (missing ']')");
      }
      boolean escape = at(place++) == '%';
      if (escape && place < end) {
        place++;
      }
    } while (at(place) != ']');
    return place + 1;
  }

  /** The byte that must stand where an item is to match; -1 if there are several. */
  int needed(int item) {
    int first = at(item);
    boolean itself = first != 0 && first != ')' && SPECIAL.indexOf(first) < 0;
    int suffix = at(item + 1);
    return itself && suffix != '*' && suffix != '?' && suffix != '-' ? first : -1;
  }

  /** Whether a byte is one that an item stands for. */
  boolean matches(int each, int item, int itemEnd) {
    return switch (at(item)) {
      case '.' -> true;
      case '%' -> CharacterClass.contains(at(item + 1), each);
      case '[' -> inSet(each, item, itemEnd - 1);
      default -> at(item) == each;
    };
  }

  /** Whether a byte is in the set of which the brackets stand at the two places. */
  boolean inSet(int each, int opening, int closing) {
    boolean negated = at(opening + 1) == '^';
    int place = negated ? opening + 2 : opening + 1;
    while (place < closing) {
      int first = at(place);
      if (first == '%') {
        if (CharacterClass.contains(at(place + 1), each)) {
          return !negated;
        }
        place += 2;
      } else if (at(place + 1) == '-' && place + 2 < closing) {
        if (first <= each && each <= at(place + 2)) {
          return !negated;
        }
        place += 3;
      } else {
        if (first == each) {
          return !negated;
        }
        place++;
      }
    }
    return negated;
  }
}
