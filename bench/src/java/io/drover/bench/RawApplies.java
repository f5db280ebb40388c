package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.Drover;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;

/** The ceiling: Drover's Kubernetes client alone, in a process of its own, applying Ingresses. */
final class RawApplies {
  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("networking.k8s.io")
          .withVersion("v1")
          .withKind("Ingress")
          .withPlural("ingresses")
          .withNamespaced(true)
          .build();

  /**
   * What it is to do.
   *
   * @param idle one at a time, each with another host than before; else all as they were, at once
   */
  record Order(boolean idle, int events, int atOnce, int seconds) {}

  private RawApplies() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the namespace, which has the Ingresses that are to be applied
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "io/drover/cli/logback.xml");
    try (KubernetesClient client = Drover.kubernetesClient(null)) {
      String namespace = arguments[0];
      List<GenericKubernetesResource> ingresses =
          client.genericKubernetesResources(KIND).inNamespace(namespace).list().getItems();
      ingresses.forEach(RawApplies::asApplied);
      Load.Work apply =
          number ->
              client
                  .genericKubernetesResources(KIND)
                  .inNamespace(namespace)
                  .resource(ingresses.get(number))
                  .fieldManager("drover")
                  .serverSideApply();
      Load.Work change =
          number -> {
            setHost(ingresses.get(number), "raw-" + System.nanoTime() + ".example.com");
            apply.event(number);
          };
      ChildProcess.say(ingresses.size());
      ChildProcess.serve(
          new TypeReference<Order>() {}, order -> obey(order, order.idle() ? change : apply));
    }
  }

  private static Measurement obey(Order order, Load.Work work) throws Exception {
    return order.idle()
        ? Load.idle(work, 0, order.events(), 1)
        : Load.loaded(Load.shared(work, order.atOnce()), 0, order.events(), order.seconds());
  }

  /** Leaves what Drover applied: that the server added is gone. */
  private static void asApplied(GenericKubernetesResource ingress) {
    ObjectMeta made = ingress.getMetadata();
    ingress.setMetadata(
        new ObjectMetaBuilder()
            .withName(made.getName())
            .withNamespace(made.getNamespace())
            .withLabels(made.getLabels())
            .withAnnotations(made.getAnnotations())
            .withOwnerReferences(made.getOwnerReferences())
            .build());
    ingress.getAdditionalProperties().remove("status");
  }

  private static void setHost(GenericKubernetesResource ingress, String host) {
    List<Map<String, Object>> rules = ingress.get("spec", "rules");
    rules.get(0).put("host", host);
  }
}
