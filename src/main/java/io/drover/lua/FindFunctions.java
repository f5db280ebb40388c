package io.drover.lua;

import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code string} that look for a pattern, or for a text as it is. */
final class FindFunctions {
  private static final int COMPARED = 10_000; // bytes, before they are counted

  private FindFunctions() {}

  static void addTo(LuaTable table) {
    Functions.add(table, "find", FindFunctions::find);
    Functions.add(table, "match", FindFunctions::match);
    Functions.add(table, "gmatch", FindFunctions::all);
    table.rawset("gfind", table.rawget("gmatch")); // its older name
  }

  private static Varargs find(Arguments args) {
    LuaString subject = args.string(1);
    LuaString wanted = args.string(2);
    int from = start(args, subject);
    PatternText pattern = args.at(4).toboolean() ? null : new PatternText(wanted);
    if (pattern == null || pattern.isPlain()) {
      int found = indexOf(subject, wanted, from);
      return found < 0
          ? LuaValue.NIL
          : LuaValue.varargsOf(
              LuaValue.valueOf(found + 1), LuaValue.valueOf(found + wanted.m_length));
    }
    PatternMatcher matcher = found(subject, pattern, from);
    if (matcher == null) {
      return LuaValue.NIL;
    }
    LuaValue first = LuaValue.valueOf(matcher.matchStart() - subject.m_offset + 1);
    LuaValue last = LuaValue.valueOf(matcher.matchEnd() - subject.m_offset);
    return LuaValue.varargsOf(first, last, matcher.captures().explicit());
  }

  private static Varargs match(Arguments args) {
    LuaString subject = args.string(1);
    LuaString pattern = args.string(2);
    PatternMatcher matcher = found(subject, new PatternText(pattern), start(args, subject));
    return matcher == null ? LuaValue.NIL : matcher.captured();
  }

  /** A matcher that has found the first match, or null. */
  private static PatternMatcher found(LuaString subject, PatternText pattern, int from) {
    PatternMatcher matcher = new PatternMatcher(subject, pattern);
    boolean anchored = pattern.isAnchored();
    int item = anchored ? pattern.start() + 1 : pattern.start();
    return matcher.find(subject.m_offset + from, item, !anchored) ? matcher : null;
  }

  /** An iterator over all matches. In it ^ has no meaning, as in Lua 5.1. */
  private static Varargs all(Arguments args) {
    LuaString subject = args.string(1);
    PatternText pattern = new PatternText(args.string(2));
    PatternMatcher matcher = new PatternMatcher(subject, pattern);
    int[] from = {subject.m_offset};
    return new NamedFunction(
        "gmatch_iterator",
        none -> {
          if (!matcher.find(from[0], pattern.start(), true)) {
            from[0] = Integer.MAX_VALUE;
            return LuaValue.NIL;
          }
          boolean empty = matcher.matchEnd() == matcher.matchStart();
          from[0] = empty ? matcher.matchEnd() + 1 : matcher.matchEnd();
          return matcher.captured();
        });
  }

  /** Where to begin, counted from 0. */
  private static int start(Arguments args, LuaString subject) {
    long start = TextFunctions.place(args.whole(3, 1), subject.m_length) - 1;
    return (int) Math.max(0, Math.min(start, subject.m_length));
  }

  private static int indexOf(LuaString subject, LuaString wanted, int from) {
    if (wanted.m_length == 0) {
      return from;
    }
    Bytes.work(subject.m_length - from);
    byte[] in = subject.m_bytes;
    byte[] of = wanted.m_bytes;
    int length = wanted.m_length;
    int last = subject.m_offset + subject.m_length - length;
    byte first = of[wanted.m_offset];
    long compared = 0;
    for (int i = subject.m_offset + from; i <= last; i++) {
      if (in[i] == first) {
        int equal =
            Arrays.mismatch(in, i, i + length, of, wanted.m_offset, wanted.m_offset + length);
        if (equal < 0) {
          return i - subject.m_offset;
        }
        compared += equal;
        if (compared > COMPARED) {
          Bytes.work(compared);
          compared = 0;
        }
      }
    }
    return -1;
  }
}
