package io.drover;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlements;
import io.drover.jetstream.JetStreamBus;
import io.drover.jq.JqLanguage;
import io.drover.leader.LeaderElection;
import io.drover.observe.Metrics;
import io.drover.routes.JqManifests;
import io.drover.routes.RouteResources;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Prepares a Camel context for Drover's sources and actions. */
public final class Drover {
  private Drover() {}

  /**
   * Prepares a context before routes are added to it. camel-main does it by itself when Drover is
   * on the class path; an app that makes a {@code DefaultCamelContext} calls it. Calling it again
   * changes nothing. If the registry has one {@code MeterRegistry} by the time the context starts,
   * events are counted in it. With the property {@code drover.leader-election=true} it takes part
   * in an election, by the registry's Kubernetes client, from its start to its end; with {@code
   * drover.bus} its events go through that stream.
   */
  public static void install(CamelContext context) {
    if (context.getCamelContextExtension().getContextPlugin(Settlements.class) == null) {
      Settlements.install(context);
      RouteResources.install(context);
      JqManifests.install(context);
      JqLanguage.install(context);
      context.addLifecycleStrategy(
          new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext starting) {
              bindMetrics(starting);
              LeaderElection.install(starting);
              JetStreamBus.install(starting);
            }
          });
    }
  }

  /** Has the context's events counted where it has a place for meters. */
  private static void bindMetrics(CamelContext context) {
    MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
    if (meters != null) {
      Metrics metrics = new Metrics(meters);
      metrics.of(Settlements.of(context));
      context.getRegistry().bind("droverMetrics", DeliveryListener.class, metrics);
    }
  }

  /**
   * A Kubernetes client that leaves repeating to the sources, which know what an event is: one
   * request for one call.
   *
   * @param config what to connect to, or null for the kubeconfig or in-cluster account
   */
  public static KubernetesClient kubernetesClient(Config config) {
    return client(config).build();
  }

  /**
   * A Kubernetes client that changes nothing: of every write the API server says what would come of
   * it, and of fields that their kind does not have that they are wrong.
   *
   * @param config what to connect to, or null for the kubeconfig or in-cluster account
   */
  public static KubernetesClient dryRunClient(Config config) {
    return client(config)
        .withHttpClientBuilderConsumer(
            http -> {
              http.addOrReplaceInterceptor("retry-after", new RetryAfter());
              http.addOrReplaceInterceptor("dry-run", new DryRun());
            })
        .build();
  }

  private static KubernetesClientBuilder client(Config config) {
    ConfigBuilder builder = config == null ? new ConfigBuilder() : new ConfigBuilder(config);
    return new KubernetesClientBuilder()
        .withConfig(builder.withRequestRetryBackoffLimit(0).build())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("retry-after", new RetryAfter()));
  }
}
