package io.drover.lua;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.luaj.vm2.DoubleText;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * One conversion of {@code string.format}, with the meaning that C's printf gives to its parts.
 *
 * @param flags those of "-+ #0" that were given
 * @param width the least, 0 if not given
 * @param precision -1 if not given
 * @param conversion the letter at its end, 0 if there is none
 * @param end where the format goes on
 */
record FormatSpec(String flags, int width, int precision, int conversion, int end) {
  private static final String FLAGS = "-+ #0";

  /** Reads what follows a %. */
  static FormatSpec parse(LuaString format, int start) {
    int at = start;
    while (FLAGS.indexOf(at(format, at)) >= 0) {
      at++;
    }
    if (at - start > FLAGS.length()) {
      throw new LuaError("invalid format (repeated flags)");
    }
    String flags = format.substring(start, at).tojstring();
    int widthEnd = number(format, at);
    int width = value(format, at, widthEnd);
    int precision = -1;
    int end = widthEnd;
    if (at(format, end) == '.') {
      end = number(format, widthEnd + 1);
      precision = value(format, widthEnd + 1, end);
    }
    if (CharacterClass.digit(at(format, end))) {
      throw new LuaError("invalid format (width or precision too long)");
    }
    return new FormatSpec(flags, width, precision, at(format, end), end + 1);
  }

  private static int at(LuaString format, int index) {
    return index < format.m_length ? format.luaByte(index) : 0;
  }

  /** Where a number of two digits at most ends. */
  private static int number(LuaString format, int start) {
    int at = start;
    while (at < start + 2 && CharacterClass.digit(at(format, at))) {
      at++;
    }
    return at;
  }

  private static int value(LuaString format, int from, int to) {
    return from == to ? 0 : Integer.parseInt(format.substring(from, to).tojstring());
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** %d and %i. */
  String signed(long value) {
    String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
    return padded(sign(value < 0), precise(digits), precision < 0);
  }

  /** %u, %o, %x and %X. */
  String unsigned(long value) {
    String digits =
        switch (conversion) {
          case 'o' -> Long.toOctalString(value);
          case 'u' -> Long.toUnsignedString(value);
          default -> Long.toHexString(value);
        };
    String precise = precise(digits);
    boolean octal = has('#') && conversion == 'o' && !precise.startsWith("0");
    boolean hexadecimal = has('#') && "xX".indexOf(conversion) >= 0 && value != 0;
    String text = padded(hexadecimal ? "0x" : "", octal ? "0" + precise : precise, precision < 0);
    return conversion == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  private String precise(String digits) {
    if (precision == 0 && digits.equals("0")) {
      return "";
    }
    return "0".repeat(Math.max(0, precision - digits.length())) + digits;
  }

  /** %e, %f and %g. */
  String real(double value) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    boolean special = DoubleText.special(value);
    String digits = special ? DoubleText.name(value) : magnitude(Math.abs(value));
    String text = padded(sign(negative), digits, !special);
    return conversion == 'E' || conversion == 'G' ? text.toUpperCase(Locale.ROOT) : text;
  }

  private String magnitude(double value) {
    int digits = precision < 0 ? 6 : precision;
    return switch (conversion) {
      case 'f' -> DoubleText.fixed(value, digits, has('#'));
      case 'e', 'E' -> DoubleText.exponential(value, digits, has('#'));
      default -> DoubleText.general(value, digits, has('#'));
    };
  }

  private String sign(boolean negative) {
    return negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
  }

  private String padded(String sign, String digits, boolean zerosAllowed) {
    int missing = Math.max(0, width - sign.length() - digits.length());
    if (has('-')) {
      return sign + digits + " ".repeat(missing);
    }
    return has('0') && zerosAllowed
        ? sign + "0".repeat(missing) + digits
        : " ".repeat(missing) + sign + digits;
  }

  /** %s. */
  void text(LuaString text, TextBuffer result) {
    padded(text, precision < 0 ? text.m_length : Math.min(precision, text.m_length), result);
  }

  /** Adds the start of a text, with the width's spaces. */
  void padded(LuaString text, int length, TextBuffer result) {
    byte[] spaces = " ".repeat(Math.max(0, width - length)).getBytes(StandardCharsets.US_ASCII);
    if (!has('-')) {
      result.add(spaces, 0, spaces.length);
    }
    result.add(text.m_bytes, text.m_offset, length);
    if (has('-')) {
      result.add(spaces, 0, spaces.length);
    }
  }
}
