package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/**
 * A whole number in JSON beyond 2^53, which a number of Lua does not hold exactly. It can be passed
 * on, compared and made text, all exactly; it is not computed with. That it is of LuaJ's type
 * userdata keeps LuaJ's tables from storing it as a double.
 */
final class LargeInteger extends LuaUserdata {
  private final JsonNode json;

  LargeInteger(JsonNode json) {
    super(json.bigIntegerValue());
    this.json = json;
  }

  /** Whether one of two numbers is one, so that {@link #compare} is called for. */
  static boolean isAmong(LuaValue left, LuaValue right) {
    boolean numbers = isNumber(left) && isNumber(right);
    return numbers && (left instanceof LargeInteger || right instanceof LargeInteger);
  }

  private static boolean isNumber(LuaValue value) {
    return value.type() == TNUMBER || value instanceof LargeInteger;
  }

  /** Below 0 if the left one is less, above 0 if it is greater. */
  static int compare(LuaValue left, LuaValue right) {
    boolean large = left instanceof LargeInteger;
    if (large && right instanceof LargeInteger) {
      return exact(left).compareTo(exact(right));
    }
    // beyond 2^53 the nearest doubles are in the same order as a double and the number
    return Double.compare(
        large ? exact(left).doubleValue() : left.todouble(),
        large ? right.todouble() : exact(right).doubleValue());
  }

  private static BigInteger exact(LuaValue value) {
    return ((LargeInteger) value).json.bigIntegerValue();
  }

  JsonNode json() {
    return json;
  }

  @Override
  public LuaValue get(LuaValue key) {
    return error("attempt to index a number value");
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    get(key);
  }

  @Override
  public String typename() {
    return "number";
  }

  @Override
  public String tojstring() {
    return json.asText();
  }

  @Override
  public LuaValue tostring() {
    return strvalue();
  }

  @Override
  public LuaString strvalue() {
    return LuaString.valueOf(json.asText());
  }

  @Override
  public boolean isstring() {
    return true;
  }

  @Override
  public LuaString checkstring() {
    return strvalue();
  }

  @Override
  public String checkjstring() {
    return tojstring();
  }

  /** The nearest number that Lua has: {@code tonumber} is how a script asks for it. */
  @Override
  public LuaValue tonumber() {
    return LuaValue.valueOf(json.doubleValue());
  }

  @Override
  public boolean raweq(LuaValue other) {
    return other instanceof LargeInteger integer && m_instance.equals(integer.m_instance);
  }

  @Override
  public boolean eq_b(LuaValue other) {
    return raweq(other);
  }

  @Override
  public LuaValue eq(LuaValue other) {
    return LuaValue.valueOf(raweq(other));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LargeInteger integer && raweq(integer);
  }

  @Override
  public int hashCode() {
    return m_instance.hashCode();
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    return error("a number cannot have a metatable of its own");
  }

  @Override
  public double checkdouble() {
    throw inexact();
  }

  @Override
  public LuaNumber checknumber() {
    throw inexact();
  }

  @Override
  public LuaNumber checknumber(String message) {
    throw inexact();
  }

  @Override
  public int checkint() {
    throw inexact();
  }

  @Override
  public long checklong() {
    throw inexact();
  }

  @Override
  public LuaValue neg() {
    throw inexact();
  }

  @Override
  public LuaValue comparemt(LuaValue tag, LuaValue other) {
    throw inexact();
  }

  @Override
  protected LuaValue arithmt(LuaValue tag, LuaValue other) {
    throw inexact();
  }

  @Override
  protected LuaValue arithmtwith(LuaValue tag, double other) {
    throw inexact();
  }

  @Override
  public Buffer buffer() {
    return strvalue().buffer();
  }

  private LuaError inexact() {
    return new LuaError(
        "the number "
            + json.asText()
            + " is too large for Lua to compute with exactly:"
            + " tonumber(...) gives the nearest one");
  }
}
