package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, without a cluster, what a Kubernetes API server would not take in an object: fields that
 * its kind does not have, values of another type, fields that are missing. Immutable; safe for
 * several threads.
 *
 * <p>It knows the kinds whose schemas are in the jar, and those of CustomResourceDefinitions that
 * it is given. What a server checks beyond the shape of an object, such as the spelling of a host
 * name, the range of a number or the rules of a kind in CEL, is not checked.
 */
public final class ObjectSchemas {
  private final BundledSchemas bundled;
  private final Map<ObjectKind, Schema> given;

  private ObjectSchemas(BundledSchemas bundled, Map<ObjectKind, Schema> given) {
    this.bundled = bundled;
    this.given = given;
  }

  /**
   * Those in the jar: Ingress, Workflow, Service, ConfigMap, Secret, Deployment, Job and CronJob.
   * Each is read when an object of its kind is first checked.
   */
  public static ObjectSchemas bundled() {
    return new ObjectSchemas(new BundledSchemas(), Map.of());
  }

  /**
   * These, and before them those of CustomResourceDefinitions of apiextensions.k8s.io/v1.
   *
   * @param crdFileOrFolder YAML or JSON, one or more documents, of which at least one is a
   *     definition; or a folder with such files (*.yaml, *.yml, *.json), others in it are let be
   * @throws IllegalArgumentException naming the file, the line where it is known, what was found
   *     and what to do, if there is no definition or one that cannot be read
   */
  public ObjectSchemas with(Path crdFileOrFolder) {
    Map<ObjectKind, Schema> all = new HashMap<>(given);
    for (CustomKind kind : CrdFiles.read(crdFileOrFolder)) {
      all.put(kind.kind(), kind.schema(bundled));
    }
    return new ObjectSchemas(bundled, Map.copyOf(all));
  }

  /** Whether there is a schema for an object's apiVersion and kind. */
  public boolean knows(JsonNode object) {
    ObjectKind kind = ObjectKind.of(object);
    return given.containsKey(kind) || BundledSchemas.KINDS.contains(kind);
  }

  /**
   * What is wrong with an object: a short line each, that begins with the path of the field, such
   * as {@code spec.tls[0].hosts[1]: expected a string, got the number 5}. Empty if nothing is. Of a
   * kind that is none it {@link #knows} only apiVersion and kind are judged. Values of a Secret are
   * never told.
   */
  public List<String> problems(JsonNode object) {
    if (!object.isObject()) {
      return List.of("expected an object, got " + FoundValue.describe(object, true));
    }
    return schema(ObjectKind.of(object))
        .map(schema -> SchemaCheck.problems(schema, object))
        .orElseGet(() -> SchemaCheck.typeProblems(object));
  }

  /**
   * As {@link #problems}, of a merge patch or strategic merge patch: what it does not change may be
   * missing, and directives such as {@code $patch} are passed over.
   */
  public List<String> patchProblems(JsonNode patch) {
    return schema(ObjectKind.of(patch))
        .map(schema -> SchemaCheck.patchProblems(schema, patch))
        .orElseGet(() -> SchemaCheck.typeProblems(patch));
  }

  private Optional<Schema> schema(ObjectKind kind) {
    return Optional.ofNullable(given.get(kind)).or(() -> bundled.of(kind));
  }
}
