package io.drover.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds that the embedded API serves, and its answers to discovery. */
public final class Kinds {
  private record Kind(String name, String plural, boolean namespaced) {}

  private static final Map<String, List<Kind>> SERVED =
      Map.of(
          "v1",
              List.of(
                  new Kind("Namespace", "namespaces", false),
                  new Kind("Service", "services", true),
                  new Kind("ConfigMap", "configmaps", true),
                  new Kind("Secret", "secrets", true),
                  new Kind("Pod", "pods", true)),
          "events.k8s.io/v1", List.of(new Kind("Event", "events", true)),
          "apps/v1", List.of(new Kind("Deployment", "deployments", true)),
          "networking.k8s.io/v1", List.of(new Kind("Ingress", "ingresses", true)),
          "argoproj.io/v1alpha1", List.of(new Kind("Workflow", "workflows", true)));

  private Kinds() {}

  /** All of them, each as {@code GROUP/VERSION/KIND}. */
  public static List<String> served() {
    return SERVED.entrySet().stream()
        .flatMap(group -> group.getValue().stream().map(kind -> group.getKey() + "/" + kind.name()))
        .sorted()
        .toList();
  }

  /** Whether the objects of a kind are in namespaces; empty if the kind is not served. */
  public static Optional<Boolean> namespaced(String apiVersion, String kind) {
    return SERVED.getOrDefault(apiVersion, List.of()).stream()
        .filter(served -> served.name().equals(kind))
        .map(Kind::namespaced)
        .findFirst();
  }

  /** The APIResourceList of a path such as {@code /api/v1}, or null if none is asked for. */
  static JsonNode discover(String path) {
    String groupVersion =
        path.startsWith("/apis/")
            ? path.substring("/apis/".length())
            : path.startsWith("/api/") ? path.substring("/api/".length()) : null;
    if (groupVersion == null || !SERVED.containsKey(groupVersion)) {
      return null;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion", groupVersion);
    for (Kind kind : SERVED.get(groupVersion)) {
      list.withArray("resources")
          .addObject()
          .put("name", kind.plural())
          .put("singularName", "")
          .put("namespaced", kind.namespaced())
          .put("kind", kind.name())
          .putArray("verbs")
          .add("get")
          .add("list")
          .add("watch");
    }
    return list;
  }
}
