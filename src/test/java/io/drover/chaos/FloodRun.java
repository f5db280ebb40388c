package io.drover.chaos;

import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Drover between many senders and the API server, with a proxy before this. */
final class FloodRun implements AutoCloseable {
  private final String name;
  private final KubernetesApi kubernetes;
  private final KubernetesClient client;
  private final String namespace;
  private final FaultLog faults = new FaultLog();
  private final FaultProxy proxy;
  private final DroverUnderTest drover;
  private final Senders senders;

  /**
   * @param name of the case, in the report
   * @param deck the faults of the API server
   * @param hang how long those that hang do
   */
  FloodRun(
      String name,
      KubernetesApi kubernetes,
      Path folder,
      int notifications,
      FaultDeck deck,
      Duration hang)
      throws IOException {
    this.name = name;
    this.kubernetes = kubernetes;
    client = kubernetes.newClient();
    namespace = KubernetesApi.newNamespace(client);
    proxy = new FaultProxy(kubernetes, faults, deck, hang, () -> {});
    drover =
        new DroverUnderTest(
            folder,
            namespace,
            kubernetes.kubeconfigBy(proxy.address()),
            ChaosReport.log(name),
            Duration.ofSeconds(10));
    senders = new Senders(drover.webhook(), notifications);
    drover.start();
    faults.begin();
  }

  FaultLog faults() {
    return faults;
  }

  FaultProxy proxy() {
    return proxy;
  }

  DroverUnderTest drover() {
    return drover;
  }

  Senders senders() {
    return senders;
  }

  ChaosReport<Verdict> report() throws IOException {
    var created = new WorkflowOracle(kubernetes, client, namespace).created();
    var letters = new DeadLetterOracle(drover.store()).letters();
    Verdict verdict = Verdict.of(senders.objects(), created.values(), letters);
    return new ChaosReport<>(name + ": " + senders.text(), faults, verdict).publish();
  }

  @Override
  public void close() {
    drover.close();
    proxy.close();
    client.close();
  }
}
