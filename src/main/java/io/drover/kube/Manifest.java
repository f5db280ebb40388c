package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import java.util.regex.Pattern;

/**
 * An object that a verb acts on.
 *
 * @param namespace null of a cluster-scoped one
 * @param content what is sent: the object, or a patch of it
 */
record Manifest(ResourceKind kind, String namespace, String name, JsonNode content) {
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9._:]*[A-Za-z0-9])?");

  /** A name may be made of what a stranger wrote, and becomes part of a path. */
  Manifest {
    check(NAME, name, "metadata.name");
    if (namespace != null) {
      check(NAMESPACE, namespace, "metadata.namespace");
    }
  }

  private static void check(Pattern pattern, String value, String field) {
    if (!pattern.matcher(value).matches()) {
      throw new PermanentException(
          field + " is '" + value + "', which Kubernetes takes for no object");
    }
  }

  String path() {
    return kind.path(namespace, name);
  }

  /** What names the object, as an object: apiVersion, kind and metadata. */
  ObjectNode reference() {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    ObjectNode metadata = reference.putObject("metadata").put("name", name);
    if (namespace != null) {
      metadata.put("namespace", namespace);
    }
    return reference;
  }

  /** {@code NAMESPACE/NAME}, or the name of a cluster-scoped object. */
  String fullName() {
    return namespace == null ? name : namespace + "/" + name;
  }

  @Override
  public String toString() {
    return kind.kind() + " " + fullName();
  }
}
