package io.drover.leader;

import io.drover.delivery.HealthDetail;
import io.drover.delivery.Leadership;
import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the sources of a context that only one replica may run wait until this one leads. */
public final class LeaderElection {
  /** Whether there is one. */
  public static final String PROPERTY = "drover.leader-election";

  private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

  private LeaderElection() {}

  /**
   * Takes part in an election if the property says so, from now until the context has stopped; then
   * all that was in flight is over, and the Lease is released. To be called before routes start.
   *
   * @throws IllegalArgumentException if a property is wrong
   */
  public static void install(CamelContext context) {
    String wanted = context.resolvePropertyPlaceholders("{{" + PROPERTY + ":false}}");
    if (!wanted.equals("true")) {
      if (!wanted.equals("false")) {
        throw new IllegalArgumentException(PROPERTY + "=" + wanted + ": true or false");
      }
      return;
    }
    KubernetesClient client = context.getRegistry().findSingleByType(KubernetesClient.class);
    if (client == null) {
      throw new IllegalArgumentException(
          PROPERTY + " needs a Kubernetes client: bind a KubernetesClient in the Camel registry");
    }
    start(context, client, ElectionOptions.of(context, client.getNamespace()));
  }

  private static void start(
      CamelContext context, KubernetesClient client, ElectionOptions options) {
    String identity = identity(context);
    Term term = new Term(options.renewDeadline(), System::nanoTime);
    ObservedLease lease = new ObservedLease(options, identity, term, System::nanoTime);
    term.add(new Changes(identity, options.namespace() + "/" + options.name()));
    Settlements.of(context).elect(term);
    LeaderHealth health = new LeaderHealth(term, lease);
    context.getRegistry().bind("drover-health-" + health.name(), HealthDetail.class, health);
    Election election = new Election(options, client, lease, term);
    context.addLifecycleStrategy(
        new LifecycleStrategySupport() {
          @Override
          public void onContextStopped(CamelContext stopped) {
            election.close();
          }
        });
    election.start();
  }

  /** Another one for each process, also where two have the same name: in a Pod that of the Pod. */
  private static String identity(CamelContext context) {
    String host = System.getenv().getOrDefault("HOSTNAME", "drover");
    String name = context.resolvePropertyPlaceholders("{{" + PROPERTY + ".identity:" + host + "}}");
    return name + "_" + UUID.randomUUID();
  }

  private record Changes(String identity, String lease) implements Leadership.Listener {
    @Override
    public void gained() {
      LOG.info("{} leads now, by Lease {}.", identity, lease);
    }

    @Override
    public void lost() {
      LOG.info("{} leads no more, by Lease {}.", identity, lease);
    }
  }
}
