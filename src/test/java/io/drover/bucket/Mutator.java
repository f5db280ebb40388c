package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes rubbish of messages; the same from the same seed. */
final class Mutator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  byte[] mutate(byte[] message) {
    byte[] mutated = message;
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      mutated = random.nextBoolean() ? bytes(mutated) : tree(mutated);
    }
    return mutated;
  }

  private byte[] bytes(byte[] message) {
    if (message.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int from = random.nextInt(message.length);
    int to = Math.min(message.length, from + 1 + random.nextInt(64));
    byte[] changed = message.clone();
    switch (random.nextInt(6)) {
      case 0 -> changed[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed = Arrays.copyOf(message, from);
      case 2 -> changed = join(message, to, Arrays.copyOfRange(message, from, to), to);
      case 3 -> changed = join(message, from, new byte[0], to);
      case 4 -> {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        changed = join(message, from, noise, from);
      }
      default -> {
        String[] odd = {"\u0000", "\\u0000", "\\ud800", "%", "\ufeff", "{{", "\"", "\\", "1e9999"};
        byte[] text = odd[random.nextInt(odd.length)].getBytes(StandardCharsets.UTF_8);
        byte[] invalid = {(byte) 0xc0, (byte) 0x80, (byte) 0xff};
        changed = join(message, from, random.nextInt(4) == 0 ? invalid : text, from);
      }
    }
    return changed;
  }

  private static byte[] join(byte[] message, int end, byte[] between, int begin) {
    byte[] joined = Arrays.copyOf(message, end + between.length + message.length - begin);
    System.arraycopy(between, 0, joined, end, between.length);
    System.arraycopy(message, begin, joined, end + between.length, message.length - begin);
    return joined;
  }

  private byte[] tree(byte[] message) {
    try {
      JsonNode root = JSON.readTree(message);
      List<JsonNode> containers = new ArrayList<>();
      collect(root, containers);
      if (containers.isEmpty()) {
        return bytes(message);
      }
      change(containers.get(random.nextInt(containers.size())));
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      return bytes(message); // no JSON any more
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node != null && node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void change(JsonNode container) {
    if (container instanceof ArrayNode array) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(at);
        case 1 -> array.add(array.get(at).deepCopy());
        case 2 -> array.insert(at, other(array.get(at)));
        default -> array.set(at, other(array.get(at)));
      }
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      JsonNode value = object.get(name);
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + "x", object.remove(name));
        default -> object.set(name, other(value));
      }
    }
  }

  private JsonNode other(JsonNode value) {
    return switch (random.nextInt(12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(1_200)));
      case 4 -> NODES.numberNode(Double.MAX_VALUE);
      case 5 -> TextNode.valueOf("");
      case 6 -> TextNode.valueOf("x".repeat(random.nextInt(200) == 0 ? 300_000 : 300));
      case 7 -> nested(value, random.nextInt(10) == 0 ? 1_500 : 20);
      case 8 -> NODES.objectNode();
      case 9 -> NODES.arrayNode();
      case 10 -> TextNode.valueOf("%" + value.asText() + "\n\u0007\ud83d");
      default -> TextNode.valueOf(value.toString());
    };
  }

  private JsonNode nested(JsonNode value, int depth) {
    JsonNode nested = value;
    for (int i = 0; i < depth; i++) {
      nested =
          random.nextBoolean()
              ? NODES.arrayNode().add(nested)
              : NODES.objectNode().set("Records", nested);
    }
    return nested;
  }
}
