package io.drover.kube;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the children of an owner may be: in its own namespace, and in others that the route names.
 *
 * @param named {@code *} is all
 */
record ChildScope(Set<String> named) {
  private static final String ALL = "*";

  /**
   * That of the option {@code ownsNamespaces}.
   *
   * @param option namespaces separated by commas, or null
   */
  static ChildScope of(String option) {
    Set<String> named = new TreeSet<>();
    if (option != null) {
      Arrays.stream(option.split(","))
          .map(String::strip)
          .filter(n -> !n.isEmpty())
          .forEach(named::add);
    }
    return new ChildScope(named);
  }

  /**
   * Whether a child may be there.
   *
   * @param owner the owner's namespace; null if it is in none
   */
  boolean allows(String owner, String namespace) {
    return namespace.equals(owner)
        || named.contains(ALL)
        || named.contains(namespace)
        || (owner == null && named.isEmpty());
  }

  /**
   * The namespaces to look for children in; an empty one stands for all.
   *
   * @param owners those that are watched for owners, likewise
   */
  List<String> watched(ResourceKind child, List<String> owners) {
    boolean all = owners.stream().anyMatch(String::isEmpty) || named.contains(ALL);
    if (all || !child.namespaced()) {
      return List.of("");
    }
    Set<String> namespaces = new TreeSet<>(owners);
    namespaces.addAll(named);
    return List.copyOf(namespaces);
  }
}
