package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;

/**
 * Which objects a {@code kube:watch} takes. Thread-safe.
 *
 * @param namespaces the only ones, or empty for all
 * @param namespaceLabels of the namespaces
 * @param labels of the objects
 * @param conditions all that must hold of an object; that of namespaces' labels is not among them
 */
record Selection(
    List<String> namespaces,
    LabelSelector namespaceLabels,
    LabelSelector labels,
    List<Condition> conditions) {

  /**
   * That of an endpoint's options.
   *
   * @throws IllegalArgumentException if one is written wrongly
   */
  static Selection of(KubeEndpoint options) {
    List<String> namespaces = Texts.items(options.getNamespace());
    LabelSelector labels = labels("labelSelector", options.getLabelSelector());
    LabelSelector namespaceLabels = labels("namespaceSelector", options.getNamespaceSelector());
    List<Condition> conditions = new ArrayList<>();
    conditions.add(object -> kind(options.watchedKind(), object));
    conditions.add(object -> namespace(namespaces, object));
    conditions.add(labels);
    if (!Texts.isEmpty(options.getAnnotation())) {
      conditions.add(AnnotationCondition.parse(options.getAnnotation()));
    }
    if (!Texts.isEmpty(options.getCondition())) {
      conditions.add(new JqCondition(options.getCamelContext(), options.getCondition()));
    }
    return new Selection(namespaces, namespaceLabels, labels, List.copyOf(conditions));
  }

  private static LabelSelector labels(String option, String text) {
    try {
      return LabelSelector.parse(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private static String kind(KindName kind, GenericKubernetesResource object) {
    KindName found = new KindName(object.getApiVersion(), object.getKind());
    return kind.equals(found)
        ? null
        : "a "
            + found.apiVersion()
            + " "
            + found.kind()
            + " is no "
            + kind.apiVersion()
            + " "
            + kind.kind();
  }

  private static String namespace(List<String> namespaces, GenericKubernetesResource object) {
    String namespace = object.getMetadata().getNamespace();
    return namespaces.isEmpty() || namespaces.contains(namespace)
        ? null
        : "namespace " + namespace + " is not " + String.join(" or ", namespaces);
  }

  /** This, and another condition. */
  Selection and(Condition condition) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Selection(namespaces, namespaceLabels, labels, List.copyOf(all));
  }

  boolean selects(GenericKubernetesResource object) {
    return refusal(object) == null;
  }

  /** Why an object is not taken; null if it is. */
  String refusal(GenericKubernetesResource object) {
    for (Condition condition : conditions) {
      String refusal = condition.refusal(object);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
