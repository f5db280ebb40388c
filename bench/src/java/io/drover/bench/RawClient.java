package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.Drover;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/** The ceiling: Drover's Kubernetes client alone, in a process of its own, creating Workflows. */
final class RawClient {
  private static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("argoproj.io")
          .withVersion("v1alpha1")
          .withKind("Workflow")
          .withPlural("workflows")
          .withNamespaced(true)
          .build();

  /**
   * What it is to do.
   *
   * @param first the number of the first Workflow
   * @param warmUp whether as many are to be created as before what counts
   */
  record Order(boolean idle, int first, boolean warmUp, Plan plan) {}

  private RawClient() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the namespace, which has the Workflow that all others are to be like
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "io/drover/cli/logback.xml");
    try (KubernetesClient client = Drover.kubernetesClient(null)) {
      String namespace = arguments[0];
      List<GenericKubernetesResource> made =
          client.genericKubernetesResources(KIND).inNamespace(namespace).list().getItems();
      RawWorkflow workflows = new RawWorkflow(made.get(0));
      Load.Work create =
          number ->
              client
                  .genericKubernetesResources(KIND)
                  .inNamespace(namespace)
                  .resource(workflows.number(number))
                  .create();
      ChildProcess.say("ready");
      ChildProcess.serve(new TypeReference<Order>() {}, order -> obey(order, create));
    }
  }

  private static Measurement obey(Order order, Load.Work create) throws Exception {
    Plan plan = order.plan();
    if (order.idle()) {
      return Load.idle(create, order.first(), plan.idleEvents(), plan.pauseMillis());
    }
    int events = order.warmUp() ? plan.warmUp() : plan.events();
    return Load.loaded(
        Load.shared(create, plan.connections()), order.first(), events, plan.seconds());
  }
}
