package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.PermanentException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the objects that a verb acts on from the body of a message.
 *
 * @param namespace of objects that name none; null or empty if there is none
 * @param identity what objects are made for; null where that is not known
 */
record Manifests(KubeOperation verb, KindFinder kinds, String namespace, ActionIdentity identity) {
  private static final Pattern TYPE = Pattern.compile("([a-z0-9.-]+/)?[a-z0-9]+/[A-Za-z0-9]+");

  /**
   * The objects of a body, in its order.
   *
   * @throws PermanentException if it is neither an object nor a list of them, or lacks something
   */
  List<Manifest> read(JsonNode body) {
    List<Manifest> manifests = new ArrayList<>();
    if (body != null && body.isArray()) {
      body.forEach(item -> manifests.add(read(item, manifests.size())));
    } else {
      manifests.add(read(body, 0));
    }
    Set<String> seen = new HashSet<>();
    for (Manifest manifest : manifests) {
      if (!seen.add(manifest.path())) {
        throw new PermanentException(takes() + "; the list holds " + manifest + " twice");
      }
    }
    return manifests;
  }

  private Manifest read(JsonNode item, int index) {
    if (!(item instanceof ObjectNode given)) {
      throw new PermanentException(
          takes() + "; this is " + (item == null ? "empty" : "of type " + item.getNodeType()));
    }
    ObjectNode object = given.deepCopy();
    if (!object.path("metadata").isObject()) {
      throw new PermanentException(takes() + "; this has no metadata");
    }
    ObjectNode metadata = (ObjectNode) object.get("metadata");
    if (verb == KubeOperation.CREATE) {
      mark(metadata, index);
    }
    String name = text(metadata, "name");
    Manifest manifest = named(text(object, "apiVersion"), text(object, "kind"), metadata, name);
    if (manifest.namespace() != null) {
      metadata.put("namespace", manifest.namespace());
    }
    boolean isReference = verb == KubeOperation.DELETE;
    return new Manifest(
        manifest.kind(),
        manifest.namespace(),
        name,
        isReference ? reference(manifest, metadata) : object);
  }

  /** Of an object that is to go only that counts which says which one. */
  private static ObjectNode reference(Manifest manifest, ObjectNode given) {
    ObjectNode reference = manifest.reference();
    for (String precondition : List.of("uid", "resourceVersion")) {
      if (given.hasNonNull(precondition)) {
        ((ObjectNode) reference.get("metadata")).set(precondition, given.get(precondition));
      }
    }
    return reference;
  }

  /**
   * The object of a patch that does not name it.
   *
   * @throws PermanentException if something of it is missing
   */
  Manifest patched(String apiVersion, String kind, String name, JsonNode patch) {
    if (patch == null || !patch.isArray()) {
      throw new PermanentException(
          "kube:patch with patchType=json takes a list of operations as in RFC 6902; the body is "
              + (patch == null ? "empty" : "of type " + patch.getNodeType()));
    }
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    Manifest target = named(or(apiVersion), or(kind), nothing, or(name));
    return new Manifest(target.kind(), target.namespace(), target.name(), patch);
  }

  private Manifest named(String apiVersion, String kindName, ObjectNode metadata, String name) {
    if (apiVersion.isEmpty() || kindName.isEmpty() || name.isEmpty()) {
      throw new PermanentException(
          takes()
              + "; this has apiVersion '"
              + apiVersion
              + "', kind '"
              + kindName
              + "' and the name '"
              + name
              + "', none of which may be empty");
    }
    if (!TYPE.matcher(apiVersion + "/" + kindName).matches()) {
      throw new PermanentException(
          takes() + "; '" + apiVersion + "/" + kindName + "' is the name of no kind");
    }
    String own = text(metadata, "namespace");
    String target = own.isEmpty() ? or(namespace) : own;
    ResourceKind kind = kinds.find(new KindName(apiVersion, kindName), !target.isEmpty());
    if (kind.namespaced() && target.isEmpty()) {
      throw new PermanentException(
          kindName
              + " "
              + name
              + " is in no namespace: give it metadata.namespace, or the step the option namespace");
    }
    if (!kind.namespaced() && !own.isEmpty()) {
      throw new PermanentException(
          kindName + " " + name + " cannot be in a namespace: leave out metadata.namespace");
    }
    return new Manifest(kind, kind.namespaced() ? target : null, name, null);
  }

  /** What is created says what for, so that it is known again when the event comes again. */
  private void mark(ObjectNode metadata, int index) {
    String generateName = text(metadata, "generateName");
    boolean isGenerated = text(metadata, "name").isEmpty() && !generateName.isEmpty();
    if (isGenerated && identity == null) {
      throw new PermanentException(
          "metadata.generateName needs a route that begins with one of Drover's sources, since the"
              + " name is made from the event's id");
    }
    if (isGenerated) {
      metadata.put("name", identity.name(generateName, index));
    }
    if (identity != null) {
      ObjectNode annotations = metadata.withObjectProperty("annotations");
      identity.annotations().forEach(annotations::put);
    }
  }

  private String takes() {
    return "kube:"
        + verb.word()
        + " takes a Kubernetes object or a list of them, with apiVersion, kind and metadata.name";
  }

  private static String text(ObjectNode object, String member) {
    return object.path(member).asText("");
  }

  private static String or(String text) {
    return text == null ? "" : text;
  }
}
