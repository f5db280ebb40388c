package io.drover.kube;

import io.drover.delivery.HealthDetail;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back the removals of a route's children whose owners live when they become too many: more
 * than the larger of 10 and 20 % within a minute, or until all owners were handled once. What was
 * held stays so until somebody allows it or it is not to be removed any more; meanwhile others are
 * held too. Thread-safe.
 */
final class RemovalGuard implements HealthDetail {
  private static final Logger LOG = LoggerFactory.getLogger(RemovalGuard.class);
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int FREE = 10;
  private static final int SHARE = 5;

  private final String route;
  private final IntSupplier children;
  private final Consumer<String> again;
  private final Runnable onHeld;
  private final LongSupplier nanos;
  private final Deque<Long> removed = new ArrayDeque<>();
  private final Map<String, Integer> held = new HashMap<>();
  private final Set<String> firstPass = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> allowed = new HashSet<>();
  private long openUntil;
  private boolean open;

  /**
   * @param children how many children there are whose owners live
   * @param again is told the uids of owners whose removals are allowed now
   * @param onHeld is called when removals are held and none were before
   */
  RemovalGuard(
      String route,
      IntSupplier children,
      Consumer<String> again,
      Runnable onHeld,
      LongSupplier nanos) {
    this.route = route;
    this.children = children;
    this.again = again;
    this.onHeld = onHeld;
    this.nanos = nanos;
  }

  /** Work begins; until all these owners were handled, no removal is forgotten. */
  synchronized void begin(Collection<String> owners) {
    firstPass.addAll(owners);
  }

  /**
   * Asks to remove children of an owner that lives.
   *
   * @throws UnresolvedException if that has to wait
   */
  void admit(String owner, int removals) {
    String refusal;
    boolean first;
    synchronized (this) {
      if (isAllowed(owner)) {
        return;
      }
      forgetOld();
      int limit = limit();
      if (held.isEmpty() && removed.size() + removals <= limit) {
        for (int i = 0; i < removals; i++) {
          removed.add(nanos.getAsLong());
        }
        return;
      }
      first = held.isEmpty();
      held.put(owner, removals);
      refused.add(owner);
      refusal =
          "the guard against mass removal holds the removal of "
              + removals
              + (removals == 1 ? " object: " : " objects: ")
              + removed.size()
              + " were removed, and more than "
              + limit
              + " within a minute need a person to agree: drover allow-deletes "
              + route
              + "; docs/troubleshooting.md#guard";
    }
    if (first) {
      LOG.error("{}: {}", route, refusal);
      onHeld.run();
    }
    throw new UnresolvedException(refusal);
  }

  private boolean isAllowed(String owner) {
    open = open && nanos.getAsLong() - openUntil < 0;
    return allowed.remove(owner) || open;
  }

  private void forgetOld() {
    while (firstPass.isEmpty()
        && !removed.isEmpty()
        && nanos.getAsLong() - removed.peek() > WINDOW_NANOS) {
      removed.remove();
    }
  }

  private int limit() {
    return Math.max(FREE, (children.getAsInt() + removed.size()) / SHARE);
  }

  /** An owner was handled; what was not held again is not held any more. */
  synchronized void handled(String owner) {
    firstPass.remove(owner);
    if (!refused.remove(owner) && held.remove(owner) != null && held.isEmpty()) {
      LOG.info("{}: no removal is held any more", route);
    }
  }

  /** Lets what is held go, and whatever is to be removed within the next minute. */
  void allow() {
    Set<String> owners;
    synchronized (this) {
      owners = Set.copyOf(held.keySet());
      held.clear();
      refused.clear();
      removed.clear();
      allowed.addAll(owners);
      openUntil = nanos.getAsLong() + WINDOW_NANOS;
      open = true;
    }
    LOG.info("{}: removals are allowed, also those of {} owners held", route, owners.size());
    owners.forEach(again);
  }

  @Override
  public String name() {
    return "removals:" + route;
  }

  @Override
  public synchronized Map<String, Object> data() {
    int objects = held.values().stream().mapToInt(Integer::intValue).sum();
    return held.isEmpty()
        ? Map.of("held", 0)
        : Map.of("held", objects, "owners", held.size(), "remedy", "drover allow-deletes " + route);
  }

  @Override
  public synchronized boolean isWell() {
    return held.isEmpty();
  }
}
