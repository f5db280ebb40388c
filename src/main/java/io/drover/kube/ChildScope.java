package io.drover.kube;

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
    return new ChildScope(Set.copyOf(Texts.items(option)));
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
   * The namespaces to look for children in; none stands for all.
   *
   * @param owners those that are watched for owners, likewise
   */
  List<String> watched(ResourceKind child, List<String> owners) {
    if (owners.isEmpty() || named.contains(ALL) || !child.namespaced()) {
      return List.of();
    }
    Set<String> namespaces = new TreeSet<>(owners);
    namespaces.addAll(named);
    return List.copyOf(namespaces);
  }
}
