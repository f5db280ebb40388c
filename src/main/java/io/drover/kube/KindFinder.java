package io.drover.kube;

import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds kinds by their apiVersion and name. */
@FunctionalInterface
interface KindFinder {
  /** The kind; an exception says why there is none. */
  ResourceKind find(String apiVersion, String kind);

  /**
   * Knows the kinds that a route names, with nobody to ask: in a namespace unless Kubernetes itself
   * has it in none, plural as usual.
   */
  static KindFinder offline(Set<ResourceKind> named) {
    return (apiVersion, kind) ->
        named.stream()
            .filter(known -> known.apiVersion().equals(apiVersion) && known.kind().equals(kind))
            .findFirst()
            .orElseThrow(
                () ->
                    new PermanentException(
                        "the route makes a "
                            + kind
                            + " that it does not watch: add "
                            + apiVersion
                            + "/"
                            + kind
                            + " to the option owns of kube:watch"));
  }

  /** Kinds written as {@code GROUP/VERSION/KIND}, as they usually are. */
  static Set<ResourceKind> usual(List<String> references) {
    return references.stream().map(KindFinder::usual).collect(Collectors.toUnmodifiableSet());
  }

  /** A kind written as {@code GROUP/VERSION/KIND}, as it usually is. */
  static ResourceKind usual(String reference) {
    int slash = reference.lastIndexOf('/');
    if (slash < 1) {
      throw new PermanentException(
          "owns: '" + reference + "' is no kind: write it as networking.k8s.io/v1/Ingress");
    }
    String apiVersion = reference.substring(0, slash);
    String kind = reference.substring(slash + 1);
    int group = apiVersion.indexOf('/');
    return new ResourceKind(
        group < 0 ? "" : apiVersion.substring(0, group),
        apiVersion.substring(group + 1),
        kind,
        Pluralize.toPlural(kind.toLowerCase(Locale.ROOT)),
        !isClusterScoped(apiVersion, kind));
  }

  /** Whether it is a kind of Kubernetes itself whose objects are in namespaces. */
  static boolean isNamespaced(String apiVersion, String kind) {
    Class<?> type = WatchRehearsal.JSON.getRegisteredKubernetesResource(apiVersion, kind);
    return type != null && Namespaced.class.isAssignableFrom(type);
  }

  /** Whether it is a kind of Kubernetes itself whose objects are in no namespace. */
  static boolean isClusterScoped(String apiVersion, String kind) {
    Class<?> type = WatchRehearsal.JSON.getRegisteredKubernetesResource(apiVersion, kind);
    return type != null && !Namespaced.class.isAssignableFrom(type);
  }
}
