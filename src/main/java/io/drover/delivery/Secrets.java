package io.drover.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Takes out of text and JSON what nobody is to read: what looks like a credential, members that are
 * named like one, and the values of properties and environment variables that are.
 */
final class Secrets {
  static final String MASK = "xxxxxx";

  private static final String NAME =
      "(?:password|passwd|passphrase|secret|token|credentials?|authorization|signature"
          + "|(?:api|private|secret|secret[-_]?access)[-_]?key)";
  private static final Pattern NAMED = Pattern.compile("(?i)[\\w.-]*" + NAME);
  private static final Pattern SCHEME = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[\\w.~+/=-]{4,}");
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+(?=@)");
  private static final Pattern ASSIGNED =
      Pattern.compile("(?i)(" + NAME + "(?:=|\\\\?\"\\s*:\\s*\\\\?\"))([^\\s\"\\\\&,;}]+)");
  private static final Pattern OURS = Pattern.compile("DROVER_|CAMEL_");
  private static final int SHORTEST_VALUE = 6;

  /** Of a Kubernetes Secret. */
  private static final Set<String> CONTENT = Set.of("data", "stringData");

  private final List<String> values;

  /**
   * @param values what is never to be shown; those shorter than 6 characters are let through, as
   *     they would be found everywhere
   */
  Secrets(Collection<String> values) {
    this.values =
        values.stream()
            .filter(value -> value.length() >= SHORTEST_VALUE)
            .flatMap(Secrets::forms)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /** As it is, and as it stands in an address. */
  private static Stream<String> forms(String value) {
    String form = URLEncoder.encode(value, UTF_8);
    return Stream.of(value, form, form.replace("+", "%20"));
  }

  /** With the values that a context's properties have, and the variables that set some. */
  static Secrets of(CamelContext context) {
    Map<String, String> named = new LinkedHashMap<>(System.getenv());
    named.keySet().removeIf(name -> !OURS.matcher(name).lookingAt());
    Properties properties = context.getPropertiesComponent().loadProperties();
    properties.stringPropertyNames().forEach(key -> named.put(key, properties.getProperty(key)));
    named.keySet().removeIf(key -> !NAMED.matcher(key).matches());
    named.replaceAll((key, value) -> resolved(context, value));
    return new Secrets(new TreeSet<>(named.values()));
  }

  /** A value may be a placeholder itself, as of a Kubernetes Secret. */
  private static String resolved(CamelContext context, String value) {
    try {
      return context.resolvePropertyPlaceholders(value);
    } catch (IllegalArgumentException e) {
      return value; // whoever needs it says so
    }
  }

  /** Words for people: all that looks like a secret is masked. */
  String mask(String text) {
    if (text == null) {
      return null;
    }
    String masked = maskKnown(text);
    masked = SCHEME.matcher(masked).replaceAll("$1 " + MASK);
    masked = USER_INFO.matcher(masked).replaceAll(MASK);
    return ASSIGNED.matcher(masked).replaceAll("$1" + MASK);
  }

  /** Masks what is known to be secret; the name of an object may look like one and be none. */
  String maskKnown(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, MASK);
    }
    return masked;
  }

  /** What a dead letter keeps of an event. */
  Object maskPayload(Object payload) {
    if (payload instanceof JsonNode json) {
      return mask(json);
    }
    if (payload instanceof byte[] bytes) {
      return mask(new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
    }
    return mask(String.valueOf(payload));
  }

  /** A copy in which what is known to be secret is masked, and members that are named like it. */
  JsonNode mask(JsonNode json) {
    return maskWithin(json.deepCopy());
  }

  private JsonNode maskWithin(JsonNode json) {
    if (json.isTextual()) {
      return TextNode.valueOf(maskKnown(json.asText()));
    }
    if (json instanceof ObjectNode object) {
      boolean isSecret = object.path("kind").asText().equals("Secret");
      object.properties().forEach(member -> member.setValue(member(member, isSecret)));
    } else if (json instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, maskWithin(array.get(i)));
      }
    }
    return json;
  }

  private JsonNode member(Map.Entry<String, JsonNode> member, boolean ofSecret) {
    JsonNode value = member.getValue();
    if (ofSecret && CONTENT.contains(member.getKey()) && value instanceof ObjectNode content) {
      content.properties().forEach(entry -> entry.setValue(TextNode.valueOf(MASK)));
    }
    return value.isValueNode() && NAMED.matcher(member.getKey()).matches()
        ? TextNode.valueOf(MASK)
        : maskWithin(value);
  }
}
