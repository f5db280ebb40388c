package io.drover.leader;

import io.drover.Drover;
import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;

/** One who takes part in an election, by a wire of its own. */
final class Candidate implements AutoCloseable {
  private final Wire wire;
  private final KubernetesClient client;
  private final Term term;
  private final ObservedLease lease;
  private final Election election;
  private boolean ended;

  Candidate(KubernetesApi kubernetes, ElectionOptions options, String identity) throws IOException {
    Config config = kubernetes.config();
    wire = new Wire(URI.create(config.getMasterUrl()));
    client =
        Drover.kubernetesClient(
            new ConfigBuilder(config).withMasterUrl(wire.address().toString()).build());
    term = new Term(options.renewDeadline(), System::nanoTime);
    lease = new ObservedLease(options, identity, term, System::nanoTime);
    election = new Election(options, client, lease, term);
    election.start();
  }

  boolean leads() {
    return term.leads();
  }

  LeaderHealth health() {
    return new LeaderHealth(term, lease);
  }

  Wire wire() {
    return wire;
  }

  /** As a process that is told to end. */
  void end() {
    if (!ended) {
      ended = true;
      election.close();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    client.close();
    wire.close();
  }
}
