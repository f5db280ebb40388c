package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A value without some of its parts. */
final class Deletion {
  private Deletion() {}

  static JsonNode of(JsonNode value, List<JsonNode> keys, Run run) {
    return switch (Kind.of(value)) {
      case NULL -> value;
      case ARRAY -> ofArray(value, keys, run);
      case OBJECT -> ofObject(value, keys, run);
      default -> throw new JqError("Cannot delete fields from " + Kind.of(value).title());
    };
  }

  private static JsonNode ofObject(JsonNode object, List<JsonNode> keys, Run run) {
    ObjectNode copy = Values.copyObject(object, run);
    for (JsonNode key : keys) {
      if (!key.isTextual()) {
        throw new JqError("Cannot delete " + Kind.of(key).title() + " field of object");
      }
      copy.remove(key.asText());
    }
    return copy;
  }

  private static JsonNode ofArray(JsonNode array, List<JsonNode> keys, Run run) {
    int length = array.size();
    BitSet gone = new BitSet(length);
    for (JsonNode key : keys) {
      if (key.isNumber()) {
        int index = Numbers.index(key);
        index = index < 0 ? index + length : index;
        if (index >= 0 && index < length) {
          gone.set(index);
        }
      } else if (key.isObject()) {
        Access.Range range = Access.Range.of(length, key.path("start"), key.path("end"));
        gone.set(range.start(), range.end());
      } else {
        throw new JqError("Cannot delete " + Kind.of(key).title() + " element of array");
      }
    }
    run.copying(length);
    List<JsonNode> items = new ArrayList<>(length);
    for (int i = gone.nextClearBit(0); i < length; i = gone.nextClearBit(i + 1)) {
      items.add(array.get(i));
    }
    return Values.array(items);
  }
}
