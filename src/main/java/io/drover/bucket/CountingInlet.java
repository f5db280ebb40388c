package io.drover.bucket;

import io.drover.delivery.HealthDetail;
import io.drover.delivery.Inlet;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.RecordTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The way into a route that counts what its events have come to. Thread-safe. */
final class CountingInlet implements Inlet {
  private final Inlet inlet;
  private final Map<String, Long> outcomes = new TreeMap<>();

  CountingInlet(Inlet inlet) {
    this.inlet = inlet;
  }

  /** How many events have come to each end so far, by its word. */
  synchronized Map<String, Long> outcomes() {
    return new TreeMap<>(outcomes);
  }

  private synchronized void count(Settlement settlement) {
    if (settlement.outcome() != Outcome.RETRY) {
      outcomes.merge(settlement.outcome().word(), 1L, Long::sum);
    }
  }

  @Override
  public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
    inlet.deliver(
        content,
        settlement -> {
          count(settlement);
          acknowledge.accept(settlement);
        });
  }

  @Override
  public String route() {
    return inlet.route();
  }

  @Override
  public Duration hold() {
    return inlet.hold();
  }

  @Override
  public boolean isOpen() {
    return inlet.isOpen();
  }

  @Override
  public boolean isFinished(CloudEvent event) throws IOException {
    return inlet.isFinished(event);
  }

  @Override
  public void show(HealthDetail detail) {
    inlet.show(detail);
  }

  @Override
  public RecordTable positions() {
    return inlet.positions();
  }
}
