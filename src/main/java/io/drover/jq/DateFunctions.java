package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;

/** Functions of times. */
final class DateFunctions {
  private DateFunctions() {}

  static void addTo(Map<String, Functions.Plain> all) {
    all.put("now/0", (run, in, a) -> Numbers.of(run.now().toEpochMilli() / 1e3));
    all.put("gmtime/0", (run, in, a) -> seconds(in, "gmtime").toArray());
    all.put("localtime/0", (run, in, a) -> local(in, "localtime").toArray());
    all.put("mktime/0", (run, in, a) -> makeTime(in));
    all.put("strftime/1", (run, in, a) -> format(in, a[0], "strftime", false, run));
    all.put("strflocaltime/1", (run, in, a) -> format(in, a[0], "strflocaltime", true, run));
    all.put("strptime/1", (run, in, a) -> parse(in, a[0], run));
  }

  private static BrokenDownTime seconds(JsonNode in, String name) {
    if (!in.isNumber()) {
      throw new JqError(name + "() requires numeric inputs");
    }
    return BrokenDownTime.ofEpoch(in.doubleValue());
  }

  private static BrokenDownTime local(JsonNode in, String name) {
    BrokenDownTime utc = seconds(in, name);
    Instant instant = Instant.ofEpochSecond(utc.toEpoch());
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    return BrokenDownTime.of(time, utc.seconds() - Math.floor(utc.seconds()));
  }

  private static JsonNode makeTime(JsonNode in) {
    if (!in.isArray()) {
      throw new JqError("mktime requires array inputs");
    }
    BrokenDownTime time = BrokenDownTime.of(in);
    if (time == null) {
      throw new JqError("mktime requires parsed datetime inputs");
    }
    return Numbers.of(time.toEpoch());
  }

  private static JsonNode format(
      JsonNode in, JsonNode format, String name, boolean local, Run run) {
    if (!in.isNumber() && !in.isArray()) {
      throw new JqError(name + "/1 requires parsed datetime inputs");
    }
    if (!format.isTextual()) {
      throw new JqError(name + "/1 requires a string format");
    }
    BrokenDownTime time =
        in.isArray() ? BrokenDownTime.of(in) : local ? local(in, name) : seconds(in, name);
    if (time == null) {
      throw new JqError(name + "/1 requires parsed datetime inputs");
    }
    String zone =
        local ? ZoneId.systemDefault().getDisplayName(TextStyle.SHORT, Locale.ROOT) : "UTC";
    String text = TimeFormat.format(time, format.textValue(), zone, run);
    if (text.isEmpty()) {
      throw new JqError(name + "/1: unknown system failure");
    }
    return TextNode.valueOf(text);
  }

  private static JsonNode parse(JsonNode in, JsonNode format, Run run) {
    if (!in.isTextual() || !format.isTextual()) {
      throw new JqError("strptime/1 requires string inputs and arguments");
    }
    run.text(2L * (in.textValue().length() + format.textValue().length()));
    TimeParse.Found found = TimeParse.parse(in.textValue(), format.textValue());
    if (found == null
        || (!found.rest().isEmpty() && !Character.isWhitespace(found.rest().charAt(0)))) {
      throw new JqError(
          "date \"%s\" does not match format \"%s\"".formatted(in.textValue(), format.textValue()));
    }
    ArrayNode time = found.time().toArray();
    return found.rest().isEmpty() ? time : time.add(found.rest());
  }
}
