package io.drover.jq;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.script.ScriptText;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Functions of texts. */
final class TextFunctions {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .readerFor(JsonNode.class);

  private TextFunctions() {}

  static void addTo(Map<String, Functions.Plain> all) {
    all.put("tostring/0", (run, in, a) -> toText(in, run));
    all.put("tojson/0", (run, in, a) -> TextNode.valueOf(JsonText.of(in, run)));
    all.put("fromjson/0", (run, in, a) -> fromJson(in, run));
    all.put("tonumber/0", (run, in, a) -> toNumber(in, run));
    all.put("utf8bytelength/0", (run, in, a) -> bytes(in, run));
    all.put(
        "explode/0",
        (run, in, a) -> Strings.explode(text(in, "explode input must be a string"), run));
    all.put("implode/0", (run, in, a) -> Strings.implode(in, run));
    all.put("ascii_downcase/0", (run, in, a) -> changed(in, run, TextFunctions::lower));
    all.put("ascii_upcase/0", (run, in, a) -> changed(in, run, TextFunctions::upper));
    all.put("startswith/1", (run, in, a) -> Values.of(starts(in, a[0])));
    all.put("endswith/1", (run, in, a) -> Values.of(ends(in, a[0])));
    all.put("ltrimstr/1", (run, in, a) -> withoutStart(in, a[0], run));
    all.put("rtrimstr/1", (run, in, a) -> withoutEnd(in, a[0], run));
    all.put("trimstr/1", (run, in, a) -> withoutEnd(withoutStart(in, a[0], run), a[0], run));
    all.put("trim/0", (run, in, a) -> trimmed(in, run, String::strip));
    all.put("ltrim/0", (run, in, a) -> trimmed(in, run, String::stripLeading));
    all.put("rtrim/0", (run, in, a) -> trimmed(in, run, String::stripTrailing));
    all.put("split/1", (run, in, a) -> split(in, a[0], run));
    all.put("join/1", (run, in, a) -> join(in, a[0], run));
    all.put("ascii/0", (run, in, a) -> Strings.implode(Values.array().add(in), run));
    all.put("format/1", (run, in, a) -> format(in, a[0], run));
  }

  private static String text(JsonNode in, String refusal) {
    if (!in.isTextual()) {
      throw new JqError(refusal);
    }
    return in.textValue();
  }

  static TextNode toText(JsonNode in, Run run) {
    return in.isTextual()
        ? TextNode.valueOf(in.textValue())
        : TextNode.valueOf(JsonText.of(in, run));
  }

  private static JsonNode fromJson(JsonNode in, Run run) {
    String text = text(in, Values.typed(in) + " only strings can be parsed");
    run.text(text.length() * 12L); // numbers make the most of a text
    String shown = " (while parsing '" + ScriptText.cut(text) + "')";
    if (text.isBlank()) {
      throw new JqError("Expected JSON value" + shown);
    }
    try {
      return text.strip().equals("nan") ? Numbers.parse("nan") : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new JqError(wrong(e) + shown);
    }
  }

  private static String wrong(JsonProcessingException e) {
    if (e instanceof MismatchedInputException) {
      return "Unexpected extra JSON values";
    }
    String what = e instanceof JsonEOFException ? "Unfinished JSON term" : "Invalid JSON";
    JsonLocation place = e.getLocation();
    if (place == null) {
      return what;
    }
    return "%s at line %d, column %d".formatted(what, place.getLineNr(), place.getColumnNr());
  }

  private static JsonNode toNumber(JsonNode in, Run run) {
    if (in.isNumber()) {
      return in;
    }
    run.text(in.isTextual() ? in.textValue().length() * 2L : 0);
    JsonNode number = in.isTextual() ? Numbers.parse(in.textValue()) : null;
    if (number == null) {
      throw new JqError(Values.typed(in) + " cannot be parsed as a number");
    }
    return number;
  }

  private static JsonNode bytes(JsonNode in, Run run) {
    String text = text(in, Values.typed(in) + " only strings have UTF-8 byte length");
    run.text(text.length());
    return IntNode.valueOf(Strings.bytes(text));
  }

  private static JsonNode changed(JsonNode in, Run run, UnaryOperator<String> change) {
    String text = text(in, "explode input must be a string");
    run.text(text.length());
    return TextNode.valueOf(change.apply(text));
  }

  private static String lower(String text) {
    return shifted(text, 'A', 'Z', 'a' - 'A');
  }

  private static String upper(String text) {
    return shifted(text, 'a', 'z', 'A' - 'a');
  }

  /** With the letters of a range replaced by those that stand so far from them. */
  private static String shifted(String text, char first, char last, int by) {
    char[] all = text.toCharArray();
    for (int i = 0; i < all.length; i++) {
      if (all[i] >= first && all[i] <= last) {
        all[i] = (char) (all[i] + by);
      }
    }
    return new String(all);
  }

  private static boolean starts(JsonNode in, JsonNode start) {
    return text(in, "startswith() requires string inputs")
        .startsWith(text(start, "startswith() requires string inputs"));
  }

  private static boolean ends(JsonNode in, JsonNode end) {
    return text(in, "endswith() requires string inputs")
        .endsWith(text(end, "endswith() requires string inputs"));
  }

  private static JsonNode withoutStart(JsonNode in, JsonNode start, Run run) {
    if (!in.isTextual() || !start.isTextual() || !starts(in, start)) {
      return in;
    }
    int length = start.textValue().length();
    run.text(in.textValue().length() - length);
    return TextNode.valueOf(in.textValue().substring(length));
  }

  private static JsonNode withoutEnd(JsonNode in, JsonNode end, Run run) {
    if (!in.isTextual() || !end.isTextual() || !ends(in, end)) {
      return in;
    }
    int length = in.textValue().length() - end.textValue().length();
    run.text(length);
    return TextNode.valueOf(in.textValue().substring(0, length));
  }

  private static JsonNode trimmed(JsonNode in, Run run, UnaryOperator<String> how) {
    String text = text(in, Values.typed(in) + " cannot be trimmed");
    run.text(text.length());
    return TextNode.valueOf(how.apply(text));
  }

  private static JsonNode split(JsonNode in, JsonNode separator, Run run) {
    String refusal = "split input and separator must be strings";
    return Strings.split(text(in, refusal), text(separator, refusal), run);
  }

  private static JsonNode join(JsonNode in, JsonNode separator, Run run) {
    if (!in.isContainerNode()) {
      throw new JqError("Cannot iterate over " + Values.typed(in));
    }
    if (!separator.isTextual() && in.size() > 1) {
      return joinOthers(in, separator, run);
    }
    StringBuilder all = new StringBuilder();
    boolean first = true;
    for (JsonNode item : in) {
      run.step();
      if (!first) {
        all.append(separator.textValue());
      }
      first = false;
      if (item.isContainerNode()) {
        Arithmetic.ADD.of(TextNode.valueOf(all.toString()), item, run);
      }
      String text = item.isNull() ? "" : toText(item, run).textValue();
      run.text(text.length());
      run.growing(all.length());
      all.append(text);
    }
    return TextNode.valueOf(all.toString());
  }

  /** With something that is no text between, as addition has it. */
  private static JsonNode joinOthers(JsonNode in, JsonNode separator, Run run) {
    JsonNode sum = Values.NULL;
    for (JsonNode item : in) {
      JsonNode before =
          sum.isNull() ? TextNode.valueOf("") : Arithmetic.ADD.of(sum, separator, run);
      JsonNode text = item.isNull() ? TextNode.valueOf("") : item;
      boolean plain = item.isBoolean() || item.isNumber();
      sum = Arithmetic.ADD.of(before, plain ? toText(item, run) : text, run);
    }
    return sum;
  }

  private static JsonNode format(JsonNode in, JsonNode name, Run run) {
    if (!name.isTextual()) {
      throw new JqError(Values.typed(name) + " is not a valid format");
    }
    Functions.Plain format = Formats.find(name.textValue());
    if (format == null) {
      throw new JqError(name.textValue() + " is not a valid format");
    }
    return format.of(run, in, new JsonNode[0]);
  }
}
