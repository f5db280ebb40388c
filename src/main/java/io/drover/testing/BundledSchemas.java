package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas in the jar, each read when it is first asked for. Safe for several threads. */
final class BundledSchemas {
  static final Set<ObjectKind> KINDS =
      Set.of(
          new ObjectKind("v1", "ConfigMap"),
          new ObjectKind("v1", "Secret"),
          new ObjectKind("v1", "Service"),
          new ObjectKind("apps/v1", "Deployment"),
          new ObjectKind("batch/v1", "CronJob"),
          new ObjectKind("batch/v1", "Job"),
          new ObjectKind("networking.k8s.io/v1", "Ingress"),
          new ObjectKind("gateway.networking.k8s.io/v1", "HTTPRoute"),
          new ObjectKind("argoproj.io/v1alpha1", "Workflow"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, Schema> read = new ConcurrentHashMap<>();

  /** The schema of a kind, if there is one in the jar. */
  Optional<Schema> of(ObjectKind kind) {
    return KINDS.contains(kind) ? Optional.of(file(fileName(kind))) : Optional.empty();
  }

  /** The schema of what the metadata of all kinds may hold. */
  Schema metadata() {
    return file(SchemaDefinitions.METADATA + ".json");
  }

  static String fileName(ObjectKind kind) {
    return kind.apiVersion().replace('/', '_') + "_" + kind.kind() + ".json";
  }

  private Schema file(String name) {
    Schema known = read.get(name);
    if (known == null) {
      known = parse(name);
      read.put(name, known);
    }
    return known;
  }

  private Schema parse(String name) {
    try (InputStream in = BundledSchemas.class.getResourceAsStream("/schemas/" + name)) {
      JsonNode file = JSON.readTree(in);
      boolean custom = file.path("custom").asBoolean();
      SchemaDefinitions definitions =
          new SchemaDefinitions(file.path("definitions"), custom, this::metadata);
      return new Schema(file.path("schema"), definitions, custom);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the schema " + name + " in the jar", e);
    }
  }
}
