package io.drover.lua;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** {@code tonumber(value, base)}. */
final class ToNumber {
  private static final double UNSIGNED = 0x1p64;

  private ToNumber() {}

  static LuaValue function() {
    return new QuickFunction("tonumber", (value, base, none) -> number(value, base));
  }

  private static LuaValue number(LuaValue value, LuaValue base) {
    long radix = Argument.whole(base, 2, 10);
    if (radix != 10) {
      LuaString text = Argument.string(value, 1);
      if (radix < 2 || radix > 36) {
        throw new BadArgument(2, "base out of range");
      }
      return inBase(text, (int) radix);
    }
    if (Argument.isMissing(value)) {
      throw new BadArgument(1, "value expected");
    }
    if (value instanceof LuaString text) {
      return NumberScan.number(text);
    }
    return value.tonumber();
  }

  /** By C's {@code strtoul}, which wraps what is negative around and stops at the largest. */
  private static LuaValue inBase(LuaString text, int base) {
    Bytes.work(text.m_length);
    int at = 0;
    int end = text.m_length;
    while (at < end && NumberScan.space(text.luaByte(at))) {
      at++;
    }
    while (end > at && NumberScan.space(text.luaByte(end - 1))) {
      end--;
    }
    int sign = at < end ? text.luaByte(at) : 0;
    boolean negative = sign == '-';
    if (negative || sign == '+') {
      at++;
    }
    boolean prefixed = base == 16 && end - at > 2 && text.luaByte(at) == '0';
    if (prefixed && (text.luaByte(at + 1) | ' ') == 'x') {
      at += 2;
    }
    return at == end ? LuaValue.NIL : digits(text, at, end, base, negative);
  }

  private static LuaValue digits(LuaString text, int from, int end, int base, boolean negative) {
    long value = 0;
    boolean overflow = false;
    for (int i = from; i < end; i++) {
      int digit = Character.digit((char) text.luaByte(i), base);
      if (digit < 0) {
        return LuaValue.NIL;
      }
      overflow |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
      value = value * base + digit;
    }
    long result = overflow ? -1 : negative ? -value : value;
    return LuaDouble.valueOf(result < 0 ? result + UNSIGNED : result);
  }
}
