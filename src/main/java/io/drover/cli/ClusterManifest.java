package io.drover.cli;

import io.drover.demo.Kinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The objects of a manifest, checked as an API server would before it takes any of them. */
final class ClusterManifest {
  /**
   * <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Names</a>
   * that become part of paths.
   */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private ClusterManifest() {}

  /**
   * The objects by kind and name, in the order of the file.
   *
   * @param namespace of those that name none
   * @throws UsageException if any is wrong
   */
  static Map<String, GenericKubernetesResource> read(String file, String text, String namespace) {
    Map<String, GenericKubernetesResource> objects = new LinkedHashMap<>();
    for (GenericKubernetesResource object : Manifests.read(file, text)) {
      Optional<Boolean> namespaced = Kinds.namespaced(object.getApiVersion(), object.getKind());
      if (namespaced.isEmpty()) {
        throw new UsageException(
            file
                + ": the demo's API has no kind "
                + object.getKind()
                + " of "
                + object.getApiVersion()
                + "; it has "
                + String.join(", ", Kinds.served()));
      }
      if (!namespaced.get()) {
        object.getMetadata().setNamespace(null);
      } else if (object.getMetadata().getNamespace() == null) {
        object.getMetadata().setNamespace(namespace);
      }
      checkName(file, "metadata.name", object.getMetadata().getName());
      if (namespaced.get()) {
        checkName(file, "metadata.namespace", object.getMetadata().getNamespace());
      }
      if (objects.put(KubeObjects.name(object), object) != null) {
        throw new UsageException(file + ": " + KubeObjects.name(object) + " stands in it twice");
      }
    }
    return objects;
  }

  private static void checkName(String file, String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          file
              + ": "
              + field
              + " '"
              + name
              + "' is no name in Kubernetes: lower case letters, digits, '-' and '.', with a letter"
              + " or digit at both ends");
    }
  }

  /** Whether files of this name are read; {@code kubectl} takes the same. */
  static boolean isManifest(String file) {
    return List.of(".yaml", ".yml", ".json").stream().anyMatch(file::endsWith);
  }
}
