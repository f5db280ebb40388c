package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Scalars as the API server and kubectl read them: mostly YAML 1.1, so that {@code yes} is true and
 * {@code 0644} is 420; but a time is text, and nothing is counted in sixties.
 */
final class KubernetesScalars implements YamlScalars, Schema, ScalarResolver {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern NO_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "([-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<bin>[01]+)|0[oO]?(?<oct>[0-7]+)"
              + "|(?<dec>0|[1-9][0-9]*))");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final int MOST_BITS = 64;

  /** Up to here every whole number is one. */
  private static final double EXACT = 1L << 53;

  @Override
  public Schema schema() {
    return this;
  }

  @Override
  public ScalarResolver getScalarResolver() {
    return this;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return Map.of(); // nothing is constructed: the tree of nodes is read
  }

  @Override
  public Tag resolve(String text, Boolean plain) {
    if (!plain) {
      return Tag.STR;
    }
    if (NULL.contains(text)) {
      return Tag.NULL;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return Tag.BOOL;
    }
    if (text.equals("<<")) {
      return Tag.MERGE; // of which the parser puts the members in its place
    }
    if (NO_JSON.matcher(text).matches()) {
      return Tag.FLOAT;
    }
    if (!startsAsNumber(text)) {
      return Tag.STR;
    }
    return integer(text).isPresent() ? Tag.INT : decimal(text).isPresent() ? Tag.FLOAT : Tag.STR;
  }

  private static boolean startsAsNumber(String text) {
    return "+-.0123456789".indexOf(text.charAt(0)) >= 0;
  }

  @Override
  public JsonNode value(Tag tag, String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (tag.equals(Tag.STR) || tag.equals(Tag.MERGE)) {
      return json.textNode(text);
    }
    if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (tag.equals(Tag.BOOL) && (TRUE.contains(text) || FALSE.contains(text))) {
      return json.booleanNode(TRUE.contains(text));
    }
    if (tag.equals(Tag.INT) && integer(text).isPresent()) {
      return YamlScalars.integer(integer(text).get());
    }
    if (tag.equals(Tag.FLOAT)) {
      return decimal(text)
          .map(KubernetesScalars::number)
          .orElseThrow(() -> new IllegalArgumentException("JSON has no number " + text));
    }
    throw YamlScalars.unused(tag);
  }

  @Override
  public String key(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      throw new IllegalArgumentException("a key is text: null is none");
    }
    return value(tag, text).asText();
  }

  /** A 64-bit integer, with or without a sign. */
  private static Optional<BigInteger> integer(String text) {
    Matcher digits = INTEGER.matcher(text.replace("_", ""));
    if (!digits.matches()) {
      return Optional.empty();
    }
    BigInteger value = magnitude(digits);
    boolean negative = digits.group(1).equals("-");
    boolean signed = !digits.group(1).isEmpty();
    BigInteger all = negative ? value.negate() : value;
    boolean fits = signed ? all.bitLength() < MOST_BITS : all.bitLength() <= MOST_BITS;
    return fits && all.compareTo(LEAST) >= 0 ? Optional.of(all) : Optional.empty();
  }

  private static BigInteger magnitude(Matcher digits) {
    if (digits.group("hex") != null) {
      return new BigInteger(digits.group("hex"), 16);
    }
    if (digits.group("bin") != null) {
      return new BigInteger(digits.group("bin"), 2);
    }
    if (digits.group("oct") != null) {
      return new BigInteger(digits.group("oct"), 8);
    }
    return new BigInteger(digits.group("dec"));
  }

  /** Empty for what is no number, or larger than any double. */
  private static Optional<Double> decimal(String text) {
    String plain = text.startsWith(".") ? text : text.replace("_", "");
    if (!DECIMAL.matcher(plain).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(plain);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
  }

  /** JSON of Kubernetes has no point where it is not needed. */
  private static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT
        ? YamlScalars.integer(BigInteger.valueOf((long) value))
        : JsonNodeFactory.instance.numberNode(value);
  }
}
