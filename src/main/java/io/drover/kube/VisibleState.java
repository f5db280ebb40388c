package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a route sees of an object, so that a write which changes none of it does not run the route.
 *
 * @param status whether the status is part of it
 */
record VisibleState(boolean status) {
  private static final String STATUS = "status";

  /** Takes away what no route sees and what would fill the memory. */
  void reduce(GenericKubernetesResource object) {
    object.getMetadata().setManagedFields(List.of());
  }

  /** Whether two states of an object look alike to a route, their versions aside. */
  boolean isSame(GenericKubernetesResource a, GenericKubernetesResource b) {
    return a.getMetadata().getResourceVersion().equals(b.getMetadata().getResourceVersion())
        || (metadata(a).equals(metadata(b)) && fields(a).equals(fields(b)));
  }

  /** Of an object without a status of its own a change of the status is a new generation too. */
  private ObjectMeta metadata(GenericKubernetesResource object) {
    ObjectMeta metadata = object.getMetadata();
    return new ObjectMetaBuilder(metadata)
        .withResourceVersion(null)
        .withManagedFields(List.of())
        .withGeneration(status ? metadata.getGeneration() : null)
        .build();
  }

  private Map<String, Object> fields(GenericKubernetesResource object) {
    Map<String, Object> all = object.getAdditionalProperties();
    if (status || !all.containsKey(STATUS)) {
      return all;
    }
    Map<String, Object> others = new TreeMap<>(all);
    others.remove(STATUS);
    return others;
  }
}
