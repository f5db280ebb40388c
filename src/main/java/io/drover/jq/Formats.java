package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What {@code @name} makes of a value. */
final class Formats {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String HEX = "0123456789ABCDEF";

  private static final Map<String, Functions.Plain> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", (run, in, a) -> TextFunctions.toText(in, run)),
              Map.entry("json", (run, in, a) -> TextNode.valueOf(JsonText.of(in, run))),
              Map.entry("csv", (run, in, a) -> row(in, "csv", ",", Formats::quoted, run)),
              Map.entry("tsv", (run, in, a) -> row(in, "tsv", "\t", Formats::tabbed, run)),
              Map.entry("html", (run, in, a) -> of(in, run, 6, Formats::html)),
              Map.entry("uri", (run, in, a) -> of(in, run, 3, Formats::uri)),
              Map.entry("urid", (run, in, a) -> of(in, run, 3, Formats::fromUri)),
              Map.entry("sh", (run, in, a) -> shell(in, run)),
              Map.entry("base64", (run, in, a) -> of(in, run, 2, Formats::base64)),
              Map.entry("base64d", (run, in, a) -> of(in, run, 2, Formats::fromBase64)),
              Map.entry("base32", (run, in, a) -> of(in, run, 2, Formats::base32)),
              Map.entry("base32d", (run, in, a) -> of(in, run, 2, Formats::fromBase32))));

  private Formats() {}

  /** Null if there is none of the name. */
  static Functions.Plain find(String name) {
    return ALL.get(name);
  }

  static Iterable<String> names() {
    return ALL.keySet();
  }

  private static JsonNode of(JsonNode in, Run run, int growth, UnaryOperator<String> format) {
    String text = TextFunctions.toText(in, run).textValue();
    run.text((long) text.length() * growth);
    return TextNode.valueOf(format.apply(text));
  }

  private static JsonNode row(
      JsonNode in, String name, String between, UnaryOperator<String> text, Run run) {
    if (!in.isArray()) {
      throw new JqError(Values.typed(in) + " cannot be " + name + "-formatted, only array");
    }
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < in.size(); i++) {
      run.step();
      run.growing(row.length());
      JsonNode item = in.get(i);
      row.append(i == 0 ? "" : between);
      switch (Kind.of(item)) {
        case NULL -> {}
        case NUMBER -> row.append(Numbers.isNan(item) ? "" : Numbers.text(item));
        case TRUE, FALSE -> row.append(item.asText());
        case STRING -> {
          run.text(item.asText().length() * 4L);
          row.append(text.apply(item.asText()));
        }
        default -> throw new JqError(Values.typed(item) + " is not valid in a csv row");
      }
    }
    return TextNode.valueOf(row.toString());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static String tabbed(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        .replace("\n", "\\n");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;")
        .replace("\"", "&quot;");
  }

  private static String uri(String text) {
    StringBuilder uri = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return uri.toString();
  }

  private static String fromUri(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      boolean escaped = in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) && hex(in[i + 2]);
      if (in[i] == '%' && !escaped) {
        throw new JqError(Values.typed(TextNode.valueOf(text)) + " is not a valid uri encoding");
      }
      out[length++] =
          escaped
              ? (byte) Integer.parseInt(new String(in, i + 1, 2, StandardCharsets.UTF_8), 16)
              : in[i];
      i += escaped ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean hex(byte b) {
    return Character.digit(b, 16) >= 0;
  }

  private static JsonNode shell(JsonNode in, Run run) {
    if (!in.isArray()) {
      return TextNode.valueOf(word(in, run));
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < in.size(); i++) {
      run.growing(words.length());
      words.append(i == 0 ? "" : " ").append(word(in.get(i), run));
    }
    return TextNode.valueOf(words.toString());
  }

  private static String word(JsonNode value, Run run) {
    run.step();
    if (value.isContainerNode()) {
      throw new JqError(Values.typed(value) + " can not be escaped for shell");
    }
    if (!value.isTextual()) {
      return JsonText.of(value, run);
    }
    run.text(value.textValue().length() * 4L);
    return "'" + value.textValue().replace("'", "'\\''") + "'";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromBase64(String text) {
    String data = text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('='));
    if (data.chars().anyMatch(c -> BASE64.indexOf(c) < 0)) {
      throw new JqError(Values.typed(TextNode.valueOf(text)) + " is not valid base64 data");
    }
    if (data.length() % 4 == 1) {
      throw new JqError(Values.typed(TextNode.valueOf(text)) + " trailing base64 byte found");
    }
    return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private static String base32(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = (held << 8) | (b & 255);
      for (bits += 8; bits >= 5; bits -= 5) {
        out.append(BASE32.charAt((held >> (bits - 5)) & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      out.append(BASE32.charAt((held << (5 - bits)) & 31));
    }
    return out.append("=".repeat((8 - out.length() % 8) % 8)).toString();
  }

  private static String fromBase32(String text) {
    String data = text.replaceFirst("=+$", "");
    byte[] bytes = new byte[data.length() * 5 / 8];
    int bits = 0;
    int held = 0;
    int length = 0;
    for (int i = 0; i < data.length(); i++) {
      int value = BASE32.indexOf(data.charAt(i));
      if (value < 0) {
        throw new JqError(Values.typed(TextNode.valueOf(text)) + " is not valid base32 data");
      }
      held = (held << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[length++] = (byte) (held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
