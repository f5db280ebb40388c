package io.drover.observe;

import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How a route is doing: whether it is started, and its last outcomes. It is well if it is started
 * and its last event was not put off. Thread-safe.
 */
final class RouteHealth implements HealthDetail {
  private static final int REMEMBERED = 20;

  private final String route;
  private final BooleanSupplier started;
  private final Deque<Outcome> last = new ArrayDeque<>();
  private Instant when;

  RouteHealth(String route, BooleanSupplier started) {
    this.route = route;
    this.started = started;
  }

  synchronized void settled(Settlement settlement, Instant now) {
    if (last.size() == REMEMBERED) {
      last.removeFirst();
    }
    last.addLast(settlement.outcome());
    when = now;
  }

  @Override
  public String name() {
    return "route:" + route;
  }

  @Override
  public synchronized Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("started", started.getAsBoolean());
    if (!last.isEmpty()) {
      data.put("lastOutcome", last.getLast().word());
      data.put("lastOutcomeAt", when.toString());
      data.put("lastOutcomes", last.size());
      data.put("ofThemRetry", count(Outcome.RETRY));
      data.put("ofThemDead", count(Outcome.DEAD));
    }
    return data;
  }

  private long count(Outcome outcome) {
    return last.stream().filter(one -> one == outcome).count();
  }

  @Override
  public synchronized boolean isWell() {
    return started.getAsBoolean() && last.peekLast() != Outcome.RETRY;
  }
}
