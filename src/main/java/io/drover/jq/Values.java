package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What values are made of and how messages show them. Values that a program holds never change. */
final class Values {
  static final JsonNode NULL = NullNode.instance;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  static BooleanNode of(boolean value) {
    return value ? BooleanNode.TRUE : BooleanNode.FALSE;
  }

  static ArrayNode array() {
    return JSON.arrayNode();
  }

  static ArrayNode array(List<JsonNode> items) {
    return new ArrayNode(JSON, items);
  }

  static ObjectNode object() {
    return JSON.objectNode();
  }

  /** A copy of it alone, not of what is in it. */
  static ArrayNode copy(JsonNode array, Run run) {
    run.copying(array.size());
    List<JsonNode> items = new ArrayList<>(array.size() + 4);
    for (int i = 0; i < array.size(); i++) {
      items.add(array.get(i));
    }
    return array(items);
  }

  /** A copy of it alone, not of what is in it. */
  static ObjectNode copyObject(JsonNode object, Run run) {
    run.copying(object.size() * 8L);
    Map<String, JsonNode> members = new LinkedHashMap<>(object.size() * 2 + 4);
    object.properties().forEach(m -> members.put(m.getKey(), m.getValue()));
    return new ObjectNode(JSON, members);
  }

  /** All but null and false. */
  @SuppressWarnings("ReferenceEquality") // most are the one false and the one null, found quickly
  static boolean isTrue(JsonNode value) {
    return value != BooleanNode.FALSE && value != NULL && Kind.of(value).compareTo(Kind.FALSE) > 0;
  }

  static JsonNode location(int line) {
    return object().put("file", "<top-level>").put("line", line);
  }

  /** Its JSON, cut to so many bytes, as errors of jq have it. */
  static String shown(JsonNode value, int longest) {
    StringBuilder text = new StringBuilder();
    JsonText.shorten(value, text, longest + 1);
    if (within(text, longest - 1) == text.length()) {
      return text.toString();
    }
    return text.substring(0, within(text, longest - 4)) + "...";
  }

  /** How many characters at the start take no more bytes than that, as jq counts them. */
  private static int within(CharSequence text, int bytes) {
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int character = Character.codePointAt(text, at);
      used += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (used > bytes) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }

  /** Such as {@code string ("a")}. */
  static String typed(JsonNode value) {
    return Kind.of(value).title() + " (" + shown(value, 15) + ")";
  }
}
