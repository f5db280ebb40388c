package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** {@code string.format}. */
final class TextFormat {
  private static final int LONG = 100; // a text of that length is never padded

  private TextFormat() {}

  static Varargs call(Arguments args) {
    LuaString format = args.string(1);
    TextBuffer result = new TextBuffer(format.m_length + 16);
    int argument = 1;
    int at = 0;
    while (at < format.m_length) {
      int each = format.luaByte(at++);
      if (each != '%') {
        result.add(each);
      } else if (at < format.m_length && format.luaByte(at) == '%') {
        result.add('%');
        at++;
      } else {
        if (++argument > args.count()) {
          throw new BadArgument(argument, "no value");
        }
        FormatSpec spec = FormatSpec.parse(format, at);
        add(spec, args, argument, result);
        at = spec.end();
      }
    }
    return result.text();
  }

  private static void add(FormatSpec spec, Arguments args, int argument, TextBuffer result) {
    switch (spec.conversion()) {
      case 'c' -> spec.padded(character(args.number(argument)), 1, result);
      case 'd', 'i' -> result.add(spec.signed(Argument.whole(args.number(argument))));
      case 'o', 'u', 'x', 'X' -> result.add(spec.unsigned(unsigned(args.number(argument))));
      case 'e', 'E', 'f', 'g', 'G' -> result.add(spec.real(args.number(argument)));
      case 'q' -> quote(args.string(argument), result);
      case 's' -> string(spec, args.string(argument), result);
      default ->
          throw new LuaError("invalid option '%" + letter(spec.conversion()) + "' to 'format'");
    }
  }

  private static String letter(int conversion) {
    return conversion == 0 ? "" : String.valueOf((char) conversion);
  }

  private static LuaString character(double code) {
    boolean known = code > Integer.MIN_VALUE && code <= Integer.MAX_VALUE;
    return LuaString.valueOf(new byte[] {(byte) (known ? (int) code : 0)});
  }

  /** C's conversion to an unsigned number, by which -1 is the largest. */
  private static long unsigned(double value) {
    return value < 0x1p63 || Double.isNaN(value)
        ? Argument.whole(value)
        : Argument.whole(value - 0x1p63) ^ Long.MIN_VALUE;
  }

  private static void string(FormatSpec spec, LuaString text, TextBuffer result) {
    if (spec.precision() < 0 && text.m_length >= LONG) {
      result.add(text);
    } else {
      spec.text(text, result);
    }
  }

  /** In a form that Lua reads. */
  private static void quote(LuaString text, TextBuffer result) {
    Bytes.work(text.m_length);
    result.add('"');
    for (int i = 0; i < text.m_length; i++) {
      int each = text.luaByte(i);
      switch (each) {
        case '"', '\\', '\n' -> {
          result.add('\\');
          result.add(each);
        }
        case '\r' -> result.add("\\r");
        case 0 -> result.add("\\000");
        default -> result.add(each);
      }
    }
    result.add('"');
  }
}
