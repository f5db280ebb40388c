package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the schemas in the jar from what an API server serves. */
final class SchemaSources {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPES = "io.k8s.apimachinery.pkg.";
  private static final String METADATA = TYPES + "apis.meta.v1.ObjectMeta";

  /** Types whose OpenAPI schema says less, or in other words, than those of custom kinds. */
  private static final Map<String, ObjectNode> OWN =
      Map.of(
          METADATA,
          JSON.createObjectNode().put("$ref", SchemaDefinitions.METADATA),
          TYPES + "util.intstr.IntOrString",
          JSON.createObjectNode().put("x-kubernetes-int-or-string", true),
          TYPES + "api.resource.Quantity",
          JSON.createObjectNode().put("format", "quantity"),
          TYPES + "apis.meta.v1.FieldsV1",
          JSON.createObjectNode().put("x-kubernetes-preserve-unknown-fields", true));

  /** The definitions of kinds that are not Kubernetes' own. */
  private static final Map<String, String> CUSTOM =
      Map.of(
          "Workflow", "workflows.argoproj.io",
          "HTTPRoute", "httproutes.gateway.networking.k8s.io");

  private static final Set<String> KEPT =
      Set.of(
          "type",
          "format",
          "pattern",
          "required",
          "enum",
          "nullable",
          "x-kubernetes-int-or-string",
          "x-kubernetes-embedded-resource",
          "x-kubernetes-preserve-unknown-fields");

  private final KubernetesClient client;

  SchemaSources(KubernetesClient client) {
    this.client = client;
  }

  /** The files of src/main/resources/schemas: their names and what is to be in them. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (ObjectKind kind : BundledSchemas.KINDS) {
      String definition = CUSTOM.get(kind.kind());
      JsonNode schema = definition == null ? builtIn(kind) : custom(kind, definition);
      files.put(BundledSchemas.fileName(kind), new SharedParts(schema).file(definition != null));
    }
    JsonNode parts = openApi("v1");
    JsonNode metadata = plain(parts, parts.get(METADATA));
    files.put("ObjectMeta.json", new SharedParts(metadata).file(false));
    return files;
  }

  private JsonNode custom(ObjectKind kind, String definition) throws IOException {
    String crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    for (JsonNode version : JSON.readTree(client.raw(crds + definition)).at("/spec/versions")) {
      if (kind.apiVersion().endsWith("/" + version.path("name").asText())) {
        return plain(JSON.createObjectNode(), version.at("/schema/openAPIV3Schema"));
      }
    }
    throw new IllegalStateException(definition + " has no version for " + kind);
  }

  private JsonNode builtIn(ObjectKind kind) throws IOException {
    JsonNode parts = openApi(kind.apiVersion());
    for (JsonNode part : parts) {
      JsonNode of = part.at("/x-kubernetes-group-version-kind/0");
      String group = of.path("group").asText();
      String version = (group.isEmpty() ? "" : group + "/") + of.path("version").asText();
      if (version.equals(kind.apiVersion()) && of.path("kind").asText().equals(kind.kind())) {
        return plain(parts, part);
      }
    }
    throw new IllegalStateException("the server has no schema of " + kind);
  }

  private JsonNode openApi(String apiVersion) throws IOException {
    String path = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    return JSON.readTree(client.raw("/openapi/v3/" + path)).at("/components/schemas");
  }

  /** Without references but that to metadata, and without the words that no check needs. */
  private static ObjectNode plain(JsonNode parts, JsonNode schema) {
    if (schema.has("allOf")) {
      return plain(parts, schema.at("/allOf/0"));
    }
    String name = schema.path("$ref").asText().replace("#/components/schemas/", "");
    if (OWN.containsKey(name)) {
      return OWN.get(name);
    }
    return name.isEmpty() ? words(parts, schema) : plain(parts, parts.get(name));
  }

  private static ObjectNode words(JsonNode parts, JsonNode schema) {
    ObjectNode plain = JSON.createObjectNode();
    schema
        .properties()
        .forEach(
            word -> {
              if (KEPT.contains(word.getKey())) {
                plain.set(word.getKey(), word.getValue());
              }
            });
    if (schema.has("items")) {
      plain.set("items", plain(parts, schema.get("items")));
    }
    JsonNode additional = schema.path("additionalProperties");
    if (!additional.isMissingNode()) {
      plain.set(
          "additionalProperties", additional.isObject() ? plain(parts, additional) : additional);
    }
    if (schema.has("properties")) {
      ObjectNode properties = plain.putObject("properties");
      schema
          .get("properties")
          .properties()
          .forEach(p -> properties.set(p.getKey(), plain(parts, p.getValue())));
    }
    return plain;
  }
}
