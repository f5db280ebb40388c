package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Documents of every kind of JSON, the same ones for the same seed. */
public final class RandomJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {
    "",
    "a",
    "1",
    "null",
    "é",
    "日本",
    "😀",
    "\ud800",
    "\udc00x",
    "a\u0000b",
    "\"\\/\n",
    "x.y",
    "__index",
    "n",
    "\u2028",
    "a?b",
    "\ud83d\ude00\ud83d"
  };

  private final Random random;

  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  public ObjectNode object() {
    return object(3);
  }

  public int number(int bound) {
    return random.nextInt(bound);
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode();
    for (int n = random.nextInt(6); n > 0; n--) {
      object.set(text(), value(depth - 1));
    }
    return object;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int n = random.nextInt(5); n > 0; n--) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(2_000) - 1_000);
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(new BigInteger(80, random));
      case 5 -> JSON.numberNode(random.nextInt(100) / 4.0);
      case 6 -> JSON.numberNode(Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL));
      case 7 -> JSON.numberNode(new BigDecimal("1." + random.nextInt(1_000) + "0"));
      case 8 -> JSON.textNode(text());
      case 9 -> array(depth);
      default -> object(depth);
    };
  }

  private String text() {
    return random.nextInt(3) > 0
        ? TEXTS[random.nextInt(TEXTS.length)]
        : Integer.toString(random.nextInt(1_000_000), 36);
  }
}
