package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one field may hold: a part of a structural schema, in the words of Kubernetes' own
 * definitions. Immutable.
 *
 * @param words the schema's members
 * @param definitions what a {@code $ref} is looked up in
 * @param custom whether the kind is defined by a CustomResourceDefinition. The kinds of Kubernetes
 *     are read into Go structs, which forgive a null in an array and not a whole number with a
 *     point; custom ones the other way round.
 */
record Schema(JsonNode words, SchemaDefinitions definitions, boolean custom) {

  /** The schema of a member that the schema names. */
  Optional<Schema> property(String name) {
    return at(words.path("properties").path(name));
  }

  /** The schema of every member that {@link #property} does not know. */
  Optional<Schema> additionalProperties() {
    JsonNode additional = words.path("additionalProperties");
    return additional.isObject() ? at(additional) : Optional.empty();
  }

  /** The schema of an array's items. */
  Optional<Schema> items() {
    return at(words.path("items"));
  }

  /** The names of the members that it knows. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    words.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  List<String> required() {
    return texts("required");
  }

  /** The only values that there may be; empty if there may be others. */
  List<String> values() {
    return texts("enum");
  }

  /** Whether a value is one of {@link #values}, if there are any. */
  boolean allows(JsonNode value) {
    JsonNode choices = words.path("enum");
    for (JsonNode choice : choices) {
      boolean numbers = choice.isNumber() && value.isNumber();
      if (numbers
          ? choice.decimalValue().compareTo(value.decimalValue()) == 0
          : choice.equals(value)) {
        return true;
      }
    }
    return choices.isEmpty();
  }

  /** As in JSON Schema; empty for any. */
  String type() {
    return words.path("type").asText();
  }

  /** Such as int32, byte, quantity; empty if there is none. */
  String format() {
    return words.path("format").asText();
  }

  /** A regular expression; empty if there is none. */
  String pattern() {
    return words.path("pattern").asText();
  }

  boolean nullable() {
    return words.path("nullable").asBoolean();
  }

  boolean intOrString() {
    return words.path("x-kubernetes-int-or-string").asBoolean();
  }

  /** Whether members that it does not know are let through. */
  boolean open() {
    return words.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        || words.path("additionalProperties").asBoolean()
        || type().isEmpty();
  }

  /** Whether it is a whole object, with apiVersion, kind and metadata of its own. */
  boolean embedded() {
    return words.path("x-kubernetes-embedded-resource").asBoolean();
  }

  private Optional<Schema> at(JsonNode part) {
    if (!part.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        part.has("$ref")
            ? definitions.named(part.get("$ref").asText())
            : new Schema(part, definitions, custom));
  }

  private List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    words.path(member).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
