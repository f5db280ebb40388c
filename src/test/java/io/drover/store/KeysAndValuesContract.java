package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keys and values may be. */
abstract class KeysAndValuesContract extends StoreContract {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  KeysAndValuesContract(Supplier<RecordStore> open) {
    super(open);
  }

  static List<String> keys() {
    return List.of(
        "",
        " ",
        "a b  c ",
        "probe",
        "thumbnails/käse (1).png",
        "日本語",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00x",
        "\uFEFF",
        "a\nb\r\n\t\u0000\u0085\u2028\u007f",
        "\"quoted\\\"",
        "%20+%",
        "null",
        "x".repeat(2_000),
        "ä日".repeat(2_000));
  }

  @Test
  void aKeyIsAnyText() throws IOException {
    for (String key : keys()) {
      table().put(key, text(key), Durability.PROCESS);
    }
    reopen();
    assertThat(table().keys()).isEqualTo(keys());
    for (String key : keys()) {
      assertThat(table().get(key)).as(key).isEqualTo(text(key));
      table().remove(key, Durability.PROCESS);
    }
    reopen();
    assertThat(table().keys()).isEmpty();
  }

  static List<JsonNode> values() {
    ObjectNode object = NODES.objectNode();
    object.putNull("nothing").putArray("").add(true).add(1.5).addObject();
    ArrayNode deep = NODES.arrayNode();
    for (int i = 0; i < 1_200; i++) {
      deep = NODES.arrayNode().add(deep);
    }
    return List.of(
        NODES.nullNode(),
        NODES.booleanNode(false),
        NODES.numberNode(-7),
        NODES.numberNode(1e-300),
        NODES.numberNode(BigInteger.TEN.pow(1_500)),
        text(""),
        text("a\nb\r\u0000\u2028"),
        text("\uD83D\uDE00 and half of it: \uD83D"),
        NODES.objectNode(),
        object,
        deep);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsAnyJson(JsonNode value) throws IOException {
    table().put("a", value, Durability.PROCESS);
    assertThat(table().get("a")).isEqualTo(value);
    reopen();
    assertThat(table().get("a")).isEqualTo(value);
  }

  @Test
  void aValueMayBeLarge() throws IOException {
    JsonNode mebibyte = text("ä\n".repeat(1 << 19));
    put("before");
    table().put("a", mebibyte, Durability.MACHINE);
    put("after");
    reopen();
    assertThat(table().get("a")).isEqualTo(mebibyte);
    assertThat(table().keys()).containsExactly("before", "a", "after");
  }

  @Test
  void aValueIsKeptAsItWasWhenPut() throws IOException {
    ObjectNode value = NODES.objectNode().put("n", 1);
    table().put("a", value, Durability.PROCESS);
    value.put("n", 2);
    ((ObjectNode) table().get("a")).put("n", 3);
    assertThat(table().get("a").get("n").intValue()).isEqualTo(1);
  }
}
