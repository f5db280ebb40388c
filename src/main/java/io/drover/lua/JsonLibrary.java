package io.drover.lua;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.drover.script.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code json}: text to values and back, and what JSON tells apart and Lua does not. */
final class JsonLibrary {
  private static final int BYTES_IN_A_STEP = 20;
  private static final int SHORT = 256; // bytes
  private static final int COPIES = 2; // of a text that is decoded
  private static final Pattern JACKSON_SETTING = Pattern.compile(" *\\([^(]*`[\\w.]+\\(\\)`\\)");
  private static final LuaTable MARKS_ARRAY = new ReadOnlyTable(LuaJson.marksArray());

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(JsonWriter.MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonLibrary() {}

  static LuaTable table() {
    LuaTable json = new LuaTable();
    json.set("null", LuaJson.NULL);
    json.set("is_null", new IsNull());
    Functions.add(json, "array", JsonLibrary::array);
    Functions.add(json, "encode", arguments -> encode(arguments.values().arg1()));
    Functions.add(json, "decode", arguments -> decode(arguments.string(1)));
    return new ReadOnlyTable(json);
  }

  /** {@code json.array(t)}: t, or a new table, which is an array even if it is empty. */
  private static Varargs array(Arguments arguments) {
    LuaTable table = arguments.at(1).isnil() ? new ScriptTable() : arguments.table(1);
    LuaValue metatable = table.getmetatable();
    if (metatable != null && !metatable.raweq(MARKS_ARRAY)) {
      throw new LuaError("the table has a metatable: put __is_array = true into that");
    }
    return table.setmetatable(MARKS_ARRAY);
  }

  private static LuaValue encode(LuaValue value) {
    JsonNode json = value.isnil() ? NullNode.instance : LuaJson.toJson(value);
    try {
      TextBuffer text = new TextBuffer(SHORT);
      JSON.writeValue(text.stream(), json);
      LuaString encoded = text.text();
      CurrentBudget.get().steps(encoded.m_length / BYTES_IN_A_STEP);
      return encoded;
    } catch (JsonProcessingException e) {
      throw new LuaError("json.encode: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static LuaValue decode(LuaString text) {
    Budget budget = CurrentBudget.get();
    budget.steps(text.m_length / BYTES_IN_A_STEP);
    budget.allocating((long) text.m_length * COPIES);
    String java = LuaText.toJava(text);
    if (java == null) {
      throw new LuaError("json.decode: the text is not UTF-8");
    }
    try {
      JsonNode json = JSON.readTree(new CountedParser(JSON.createParser(java), budget));
      if (json == null || json.isMissingNode()) {
        throw new LuaError("json.decode: the text is empty");
      }
      return LuaJson.toLua(json);
    } catch (JsonProcessingException e) {
      throw new LuaError("json.decode: " + where(e.getLocation()) + what(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static String where(JsonLocation at) {
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static String what(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Trailing token")
        ? "there is text after the value"
        : JACKSON_SETTING.matcher(message).replaceAll("");
  }
}
