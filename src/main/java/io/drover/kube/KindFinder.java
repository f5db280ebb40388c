package io.drover.kube;

import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.api.Pluralize;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds kinds by their apiVersion and name. */
@FunctionalInterface
interface KindFinder {
  /** The kind; an exception says why there is none. */
  ResourceKind find(KindName name);

  /**
   * The kind of an object.
   *
   * @param inNamespace whether the object is meant to be in one, for whoever cannot know
   */
  default ResourceKind find(KindName name, boolean inNamespace) {
    return find(name);
  }

  /**
   * Knows the kinds that a route names, with nobody to ask: each in a namespace, plural as usual.
   */
  static KindFinder offline(Set<ResourceKind> named) {
    return name ->
        named.stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new PermanentException(
                        "the route makes a "
                            + name.kind()
                            + " that it does not watch: add "
                            + name
                            + " to the option owns of kube:watch"));
  }

  /** Kinds as they usually are. */
  static Set<ResourceKind> usual(List<KindName> names) {
    return names.stream().map(KindFinder::usual).collect(Collectors.toUnmodifiableSet());
  }

  /** A kind as it usually is. */
  static ResourceKind usual(KindName name) {
    String plural = Pluralize.toPlural(name.kind().toLowerCase(Locale.ROOT));
    return new ResourceKind(name.group(), name.version(), name.kind(), plural, true);
  }
}
