package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.gsub}: each match replaced by a text, a member of a table or a function's result.
 */
final class Substitution {
  private final LuaString subject;
  private final PatternText pattern;
  private final LuaValue replacement;
  private final PatternMatcher matcher;
  private final TextBuffer result;

  private Substitution(LuaString subject, PatternText pattern, LuaValue replacement) {
    this.subject = subject;
    this.pattern = pattern;
    this.replacement = replacement;
    this.matcher = new PatternMatcher(subject, pattern);
    this.result = new TextBuffer(subject.m_length);
  }

  static Varargs call(Arguments args) {
    LuaString subject = args.string(1);
    PatternText pattern = new PatternText(args.string(2));
    long most = (int) args.whole(4, subject.m_length + 1L);
    return new Substitution(subject, pattern, replacement(args.at(3))).upTo(most);
  }

  private static LuaValue replacement(LuaValue value) {
    if (value.isstring()) {
      return value.strvalue();
    }
    if (value instanceof LuaTable || value instanceof LuaFunction) {
      return value;
    }
    throw new BadArgument(3, "string/function/table expected");
  }

  private Varargs upTo(long most) {
    boolean anchored = pattern.isAnchored();
    int item = anchored ? pattern.start() + 1 : pattern.start();
    int place = subject.m_offset;
    int end = place + subject.m_length;
    int count = 0;
    while (count < most) {
      boolean matches = matcher.matchAt(place, item);
      if (matches) {
        count++;
        replace(place, matcher.matchEnd());
      }
      if (matches && matcher.matchEnd() > place) {
        place = matcher.matchEnd();
      } else if (place < end) {
        result.add(subject.m_bytes[place++]);
      } else {
        break;
      }
      if (anchored) {
        break;
      }
    }
    LuaValue times = LuaValue.valueOf(count);
    if (count == 0) {
      return LuaValue.varargsOf(subject, times);
    }
    result.add(subject.m_bytes, place, end - place);
    return LuaValue.varargsOf(result.text(), times);
  }

  private void replace(int start, int end) {
    if (replacement instanceof LuaString text) {
      expand(text, start, end);
      return;
    }
    LuaValue value =
        replacement instanceof LuaFunction function
            ? function.invoke(matcher.captured()).arg1()
            : replacement.get(matcher.captures().one(0, start, end));
    if (!value.toboolean()) {
      result.add(subject.m_bytes, start, end - start);
    } else if (value.isstring()) {
      result.add(value.strvalue());
    } else {
      throw new LuaError("invalid replacement value (a " + value.typename() + ")");
    }
  }

  /** Adds a text, in which %0 to %9 stand for captures. */
  private void expand(LuaString text, int start, int end) {
    int at = 0;
    while (at < text.m_length) {
      int each = text.luaByte(at++);
      if (each != '%') {
        result.add(each);
        continue;
      }
      int named = at < text.m_length ? text.luaByte(at++) : 0;
      if (!CharacterClass.digit(named)) {
        result.add(named);
      } else if (named == '0') {
        result.add(subject.m_bytes, start, end - start);
      } else {
        result.add(matcher.captures().one(named - '1', start, end).strvalue());
      }
    }
  }
}
