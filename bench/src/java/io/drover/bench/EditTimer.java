package io.drover.bench;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the time from a change of a Service until a watch tells of the Ingress that it means. */
final class EditTimer {
  private static final int SECONDS = 120;
  private final ServiceNamespace namespace;
  private final AtomicInteger edits = new AtomicInteger();

  EditTimer(ServiceNamespace namespace) {
    this.namespace = namespace;
  }

  /**
   * Changes a Service, and waits for its Ingress.
   *
   * @return begun when the change was sent, creating when it was answered, created when the watch
   *     told of the Ingress
   */
  Span time(int number) throws Exception {
    String host = "edit-" + edits.incrementAndGet() + ".example.com";
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Watch watch =
        namespace
            .client()
            .network()
            .v1()
            .ingresses()
            .inNamespace(namespace.name())
            .withName(ServiceNamespace.ingress(number))
            .watch(new HostWatcher(host, seen));
    try {
      long sent = System.nanoTime();
      namespace.edit(number, host);
      long answered = System.nanoTime();
      long told = seen.get(SECONDS, TimeUnit.SECONDS);
      return new Span(number, sent, answered, told, told, told);
    } finally {
      watch.close();
    }
  }

  private record HostWatcher(String host, CompletableFuture<Long> seen)
      implements Watcher<Ingress> {
    @Override
    public void eventReceived(Action action, Ingress ingress) {
      if (ingress.getSpec().getRules().stream().anyMatch(rule -> host.equals(rule.getHost()))) {
        seen.complete(System.nanoTime());
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      seen.completeExceptionally(cause);
    }
  }
}
