package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Tells which JSON value a scalar of YAML is. */
interface YamlScalars {
  /** As YAML 1.2 has them in its JSON schema. */
  YamlScalars JSON = new Yaml12();

  /** Tells the tag of a scalar without quotes. */
  Schema schema();

  /**
   * The JSON value.
   *
   * @throws IllegalArgumentException if JSON has no such value, with what to do
   */
  JsonNode value(Tag tag, String text);

  /**
   * The name of a member.
   *
   * @throws IllegalArgumentException if JSON has no such name, with what to do
   */
  String key(Tag tag, String text);

  /** What is said of a tag that somebody wrote. */
  static IllegalArgumentException unused(Tag tag) {
    return new IllegalArgumentException("the tag " + tag + " is not used here: leave it out");
  }

  /** The smallest number node that holds it. */
  static JsonNode integer(BigInteger value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value.bitLength() < Integer.SIZE) {
      return json.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? json.numberNode(value.longValue())
        : json.numberNode(value);
  }

  /** See {@link #JSON}. */
  final class Yaml12 implements YamlScalars {
    /** Of what is text to us; {@code ${body}} gets a tag from the parser, which nobody wrote. */
    private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.FLOAT, Tag.ENV_TAG, new Tag("!"));

    private Yaml12() {}

    @Override
    public Schema schema() {
      return new JsonSchema();
    }

    @Override
    public JsonNode value(Tag tag, String text) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      if (tag.equals(Tag.NULL)) {
        return json.nullNode();
      }
      if (tag.equals(Tag.BOOL)) {
        return json.booleanNode(Boolean.parseBoolean(text));
      }
      if (tag.equals(Tag.INT)) {
        return integer(new BigInteger(text));
      }
      if (tag.equals(Tag.FLOAT) && !text.contains(".inf") && !text.contains(".nan")) {
        return json.numberNode(new BigDecimal(text));
      }
      if (!TEXT.contains(tag)) {
        throw unused(tag);
      }
      return json.textNode(text);
    }

    @Override
    public String key(Tag tag, String text) {
      return text;
    }
  }
}
