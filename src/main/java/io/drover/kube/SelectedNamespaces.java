package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The namespaces that have the labels which a watch asks for, as they come and go. Thread-safe. */
final class SelectedNamespaces implements ObjectWatch.Handler, Condition {
  static final KindName KIND = new KindName("v1", "Namespace");

  private final LabelSelector labels;
  private final Consumer<String> onChange;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * @param onChange is told the name of a namespace that came among them or left
   */
  SelectedNamespaces(LabelSelector labels, Consumer<String> onChange) {
    this.labels = labels;
    this.onChange = onChange;
  }

  @Override
  public void present(GenericKubernetesResource namespace) {
    String name = namespace.getMetadata().getName();
    if (labels.matches(namespace) ? names.add(name) : names.remove(name)) {
      onChange.accept(name);
    }
  }

  @Override
  public void gone(GenericKubernetesResource namespace) {
    String name = namespace.getMetadata().getName();
    if (names.remove(name)) {
      onChange.accept(name);
    }
  }

  @Override
  public String refusal(GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    return names.contains(namespace)
        ? null
        : "the labels of namespace " + namespace + " are not " + labels.text();
  }
}
