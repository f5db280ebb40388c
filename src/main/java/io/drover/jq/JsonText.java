package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Values as JSON text, on one line and with nothing between. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text;
  private final Run run;
  private final int longest;

  private JsonText(StringBuilder text, Run run, int longest) {
    this.text = text;
    this.run = run;
    this.longest = longest;
  }

  static String of(JsonNode value, Run run) {
    StringBuilder text = new StringBuilder();
    new JsonText(text, run, Integer.MAX_VALUE).part(value);
    return text.toString();
  }

  /** Writes until it is as long as that at least, or at its end. */
  static void shorten(JsonNode value, StringBuilder into, int longest) {
    new JsonText(into, null, longest).part(value);
  }

  private void part(JsonNode value) {
    if (text.length() >= longest) {
      return;
    }
    if (run == null) {
      write(value);
    } else {
      run.step();
      run.growing(text.length());
      run.enter();
      write(value);
      run.leave();
    }
  }

  private void write(JsonNode value) {
    switch (Kind.of(value)) {
      case NULL -> text.append("null");
      case FALSE -> text.append("false");
      case TRUE -> text.append("true");
      case NUMBER -> text.append(Numbers.text(value));
      case STRING -> string(value.asText());
      case ARRAY -> {
        String between = "[";
        for (JsonNode item : value) {
          if (text.length() >= longest) {
            return;
          }
          text.append(between);
          part(item);
          between = ",";
        }
        text.append(value.isEmpty() ? "[]" : "]");
      }
      case OBJECT -> {
        String between = "{";
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          if (text.length() >= longest) {
            return;
          }
          text.append(between);
          string(member.getKey());
          text.append(':');
          part(member.getValue());
          between = ",";
        }
        text.append(value.isEmpty() ? "{}" : "}");
      }
    }
  }

  private void string(String content) {
    if (run != null) {
      run.copying(content.length());
    }
    text.append('"');
    for (int i = 0; i < content.length() && text.length() < longest; i++) {
      char c = content.charAt(i);
      int index = "\"\\\b\f\n\r\t".indexOf(c);
      if (index >= 0) {
        text.append('\\').append("\"\\bfnrt".charAt(index));
      } else if (c < ' ' || c == 0x7f) {
        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
