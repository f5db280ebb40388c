package io.drover.lua;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Texts that read as numbers: decimal ones, hexadecimal ones, with space around, and what else C's
 * {@code strtod} takes.
 */
final class NumberScan {
  private static final long COPIES = 3; // of its text, while Java reads a number
  private static final Pattern DECIMAL =
      Pattern.compile("(?:\\d++\\.?+\\d*+|\\.\\d++)(?:e[+-]?+\\d++)?+");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("0x(?:[0-9a-f]++\\.?+[0-9a-f]*+|\\.[0-9a-f]++)(p[+-]?+\\d++)?+");

  private NumberScan() {}

  /** The number, or nil for a text that is none. */
  static LuaValue number(LuaString text) {
    byte[] bytes = text.m_bytes;
    int from = text.m_offset;
    int end = from + text.m_length;
    while (from < end && space(bytes[from])) {
      from++;
    }
    while (end > from && space(bytes[end - 1])) {
      end--;
    }
    LuaValue small = small(bytes, from, end);
    return small != null ? small : special(bytes, from, end);
  }

  /**
   * A text as an operand of arithmetic: its number, or a text that is none in LuaJ's eyes either.
   */
  static LuaValue operand(LuaString text) {
    LuaValue number = number(text);
    if (!number.isnil()) {
      return number;
    }
    String misread = text.tojstring().strip().toLowerCase(Locale.ROOT);
    return misread.equals("-") || misread.startsWith("0x") ? LuaValue.EMPTYSTRING : text;
  }

  /** The usual case; null if it is not. */
  private static LuaValue small(byte[] bytes, int from, int end) {
    if (from == end || end - from > 9) {
      return null;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      value = value * 10 + digit;
    }
    return LuaValue.valueOf(value);
  }

  private static LuaValue special(byte[] bytes, int from, int end) {
    boolean signed = from < end && (bytes[from] == '-' || bytes[from] == '+');
    boolean negative = signed && bytes[from] == '-';
    int start = signed ? from + 1 : from;
    Bytes.work(end - start);
    Bytes.asking(COPIES * (end - start));
    String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    double value = magnitude(text.toLowerCase(Locale.ROOT));
    if (value < 0) {
      return LuaValue.NIL;
    }
    LuaValue number = LuaDouble.valueOf(value);
    return negative ? number.neg() : number;
  }

  /** The value of a text without sign; -1 if there is none. */
  private static double magnitude(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return Double.parseDouble(hexadecimal.group(1) == null ? text + "p0" : text);
    }
    return switch (text) {
      case "inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> -1;
    };
  }

  static boolean space(int each) {
    return each == ' ' || (each >= '\t' && each <= '\r');
  }
}
