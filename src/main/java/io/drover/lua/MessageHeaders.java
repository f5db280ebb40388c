package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.OneArgFunction;

/** {@code header(name)} and {@code cloudevent}: what the message carries beside its body. */
final class MessageHeaders {
  private static final String ATTRIBUTE = "ce-";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final long COPIES = 4; // of a name, while it becomes a text of Java
  private static final int MOST_DIGITS = 1_000; // beyond the point, or of zeros before it

  private final Supplier<Map<String, Object>> headers;

  MessageHeaders(Supplier<Map<String, Object>> headers) {
    this.headers = headers;
  }

  /** {@code header(name)}: nil if the message has none of the name, whatever its case. */
  final class Header extends OneArgFunction {
    @Override
    public LuaValue call(LuaValue name) {
      LuaString given = name.checkstring();
      Bytes.asking(COPIES * given.m_length);
      String wanted = given.tojstring();
      for (Map.Entry<String, Object> header : headers.get().entrySet()) {
        if (header.getKey().equalsIgnoreCase(wanted)) {
          return value(header.getKey(), header.getValue());
        }
      }
      return NIL;
    }
  }

  /** {@code cloudevent}: the attributes by name. Scripts cannot change them. */
  LuaTable attributes() {
    LuaTable attributes = new LuaTable();
    headers
        .get()
        .forEach(
            (name, value) -> {
              if (name.regionMatches(true, 0, ATTRIBUTE, 0, ATTRIBUTE.length())) {
                String attribute = name.substring(ATTRIBUTE.length()).toLowerCase(Locale.ROOT);
                attributes.rawset(LuaText.of(attribute), value(name, value));
              }
            });
    return new ReadOnlyTable(attributes);
  }

  private static LuaValue value(String name, Object value) {
    if (value == null) {
      return LuaValue.NIL;
    }
    if (value instanceof JsonNode json) {
      return LuaJson.toLua(json);
    }
    if (value instanceof byte[] bytes) {
      return LuaString.valueOf(bytes);
    }
    if (value instanceof Boolean truth) {
      return LuaValue.valueOf(truth);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    boolean text =
        value instanceof CharSequence
            || value instanceof Character
            || value instanceof Enum<?>
            || value instanceof UUID
            || value instanceof Temporal;
    if (text) {
      return LuaText.of(value.toString());
    }
    throw new LuaError(
        "header "
            + name
            + " is of type "
            + value.getClass().getSimpleName()
            + ", which scripts cannot read");
  }

  private static LuaValue number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return LuaValue.valueOf(number.doubleValue());
    }
    BigDecimal exact = new BigDecimal(number.toString());
    if (Math.abs((long) exact.scale()) > MOST_DIGITS) {
      return LuaValue.valueOf(exact.doubleValue());
    }
    BigInteger whole = exact.toBigInteger();
    return new BigDecimal(whole).compareTo(exact) == 0
        ? LuaJson.toLua(JSON.numberNode(whole))
        : LuaValue.valueOf(exact.doubleValue());
  }
}
