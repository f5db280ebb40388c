package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One version of a kind that a CustomResourceDefinition defines.
 *
 * @param words its schema as the definition has it
 */
record CustomKind(ObjectKind kind, JsonNode words) {
  private static final String GROUP = "apiextensions.k8s.io/";

  static boolean isDefinedBy(JsonNode document) {
    return document.path("kind").asText().equals("CustomResourceDefinition")
        && document.path("apiVersion").asText().startsWith(GROUP);
  }

  /**
   * All versions of a definition that a server serves.
   *
   * @throws IllegalArgumentException saying what the definition lacks
   */
  static List<CustomKind> of(JsonNode definition) {
    String version = definition.path("apiVersion").asText();
    if (!version.equals(GROUP + "v1")) {
      throw lacks(definition, "is of " + version + ": it is to be of " + GROUP + "v1");
    }
    String group = text(definition, "/spec/group");
    String kind = text(definition, "/spec/names/kind");
    List<CustomKind> kinds = new ArrayList<>();
    for (JsonNode served : definition.at("/spec/versions")) {
      if (served.path("served").asBoolean(true)) {
        String name = served.path("name").asText();
        kinds.add(
            new CustomKind(new ObjectKind(group + "/" + name, kind), words(definition, served)));
      }
    }
    if (kinds.isEmpty()) {
      throw lacks(definition, "has no version in spec.versions that is served");
    }
    return kinds;
  }

  Schema schema(BundledSchemas bundled) {
    SchemaDefinitions none =
        new SchemaDefinitions(MissingNode.getInstance(), true, bundled::metadata);
    return new Schema(words, none, true);
  }

  private static JsonNode words(JsonNode definition, JsonNode version) {
    JsonNode words = version.at("/schema/openAPIV3Schema");
    if (!words.isObject()) {
      throw lacks(
          definition,
          "has no schema.openAPIV3Schema for its version " + version.path("name").asText());
    }
    return words;
  }

  private static String text(JsonNode definition, String pointer) {
    String text = definition.at(pointer).asText();
    if (text.isEmpty()) {
      throw lacks(definition, "has no " + pointer.substring(1).replace('/', '.'));
    }
    return text;
  }

  private static IllegalArgumentException lacks(JsonNode definition, String what) {
    String name = definition.at("/metadata/name").asText("");
    return new IllegalArgumentException(
        "the CustomResourceDefinition "
            + name
            + (name.isEmpty() ? "" : " ")
            + what
            + "; 'kubectl get crd NAME -o yaml' writes one as it is to be");
  }
}
