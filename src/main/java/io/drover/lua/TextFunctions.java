package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code string} that know no patterns. They work on bytes. */
final class TextFunctions {
  private static final int MOST_RESULTS = 8_000; // what Lua's stack has room for

  private TextFunctions() {}

  static void addTo(LuaTable table) {
    Functions.add(table, "byte", TextFunctions::bytes);
    Functions.add(table, "char", TextFunctions::text);
    Functions.quick(table, "len", (text, b, c) -> LuaValue.valueOf(string(text).m_length));
    Functions.quick(table, "lower", (text, b, c) -> shifted(string(text), 'A', 'Z'));
    Functions.quick(table, "upper", (text, b, c) -> shifted(string(text), 'a', 'z'));
    Functions.quick(table, "rep", (text, count, c) -> repeated(text, count));
    Functions.quick(table, "reverse", (text, b, c) -> reversed(string(text)));
    Functions.quick(table, "sub", TextFunctions::part);
  }

  private static LuaString string(LuaValue text) {
    return Argument.string(text, 1);
  }

  /** A place counted from the end if it is negative. */
  static long place(long given, int length) {
    return given < 0 ? Math.max(0, given + length + 1) : given;
  }

  private static LuaValue part(LuaValue text, LuaValue from, LuaValue to) {
    LuaString string = string(text);
    long first = Math.max(1, place(Argument.whole(from, 2), string.m_length));
    long last = Math.min(place(Argument.whole(to, 3, -1), string.m_length), string.m_length);
    if (first > last) {
      return LuaValue.EMPTYSTRING;
    }
    Bytes.work(last - first);
    return first == 1 && last == string.m_length
        ? string
        : string.substring((int) first - 1, (int) last);
  }

  /** With the letters of a range in the other case. */
  private static LuaValue shifted(LuaString text, int first, int last) {
    byte[] source = text.m_bytes;
    int from = text.m_offset;
    int length = text.m_length;
    int i = 0;
    while (i < length && (source[from + i] < first || source[from + i] > last)) {
      i++;
    }
    if (i == length) {
      Bytes.work(length);
      return text;
    }
    byte[] result = Bytes.make(length);
    System.arraycopy(source, from, result, 0, length);
    for (; i < length; i++) {
      byte each = result[i];
      if (each >= first && each <= last) {
        result[i] = (byte) (each ^ ' ');
      }
    }
    return LuaString.valueUsing(result);
  }

  private static LuaValue repeated(LuaValue text, LuaValue count) {
    LuaString string = string(text);
    long times = (int) Argument.whole(count, 2);
    if (times <= 0 || string.m_length == 0) {
      return LuaValue.EMPTYSTRING;
    }
    byte[] result = Bytes.make(string.m_length * times);
    System.arraycopy(string.m_bytes, string.m_offset, result, 0, string.m_length);
    for (int done = string.m_length; done < result.length; done *= 2) {
      System.arraycopy(result, 0, result, done, Math.min(done, result.length - done));
    }
    return LuaString.valueUsing(result);
  }

  private static LuaValue reversed(LuaString text) {
    byte[] result = Bytes.make(text.m_length);
    for (int i = 0; i < result.length; i++) {
      result[i] = text.m_bytes[text.m_offset + text.m_length - 1 - i];
    }
    return LuaString.valueUsing(result);
  }

  private static Varargs bytes(Arguments args) {
    LuaString text = args.string(1);
    long from = place(args.whole(2, 1), text.m_length);
    long to = Math.min(place(args.whole(3, from), text.m_length), text.m_length);
    long first = Math.max(1, from);
    if (first > to) {
      return LuaValue.NONE;
    }
    if (to - first >= MOST_RESULTS) {
      throw new LuaError("string slice too long");
    }
    LuaValue[] values = new LuaValue[(int) (to - first) + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = LuaValue.valueOf(text.luaByte((int) first - 1 + i));
    }
    return LuaValue.varargsOf(values);
  }

  private static Varargs text(Arguments args) {
    byte[] result = Bytes.make(args.count());
    for (int i = 0; i < result.length; i++) {
      long each = args.whole(i + 1);
      if (each < 0 || each > 255) {
        throw new BadArgument(i + 1, "invalid value");
      }
      result[i] = (byte) each;
    }
    return LuaString.valueUsing(result);
  }
}
