package io.drover.bench;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the times of what happens to an event inside Drover. An event of the route thumbnails stays
 * on one thread from its action to its settlement.
 */
final class InsideView implements DeliveryListener {
  private final Map<Thread, long[]> actions = new ConcurrentHashMap<>();
  private final List<Span> spans = new ArrayList<>();

  @Override
  public void acted(String route, String step, Duration took) {
    long now = System.nanoTime();
    actions.put(Thread.currentThread(), new long[] {now - took.toNanos(), now});
  }

  @Override
  public void settled(Settlement settlement) {
    long now = System.nanoTime();
    if (settlement.outcome() == Outcome.DONE) {
      long[] create = actions.get(Thread.currentThread());
      int number = Notifications.number(settlement.event().subject());
      add(new Span(number, create[0], create[0], create[1], now, now));
    }
  }

  private synchronized void add(Span span) {
    spans.add(span);
  }

  /** Those of the events settled since the last call. */
  synchronized List<Span> take() {
    List<Span> taken = List.copyOf(spans);
    spans.clear();
    return taken;
  }
}
