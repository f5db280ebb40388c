package io.drover.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an API is worth asking. After three requests in a row without an answer, or one that it
 * turned away until later, it is left alone for a while; then one request tries it. Thread-safe.
 */
public final class Circuit {
  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
  private static final int FAILURES_TO_OPEN = 3;

  private final String api;
  private final Backoff backoff;
  private final LongSupplier nanoClock;
  private final Set<String> routes = new TreeSet<>();
  private int failures;
  private int openings;
  private long openedNanos;
  private long dueNanos;
  private boolean trying;

  Circuit(String api, Backoff backoff, LongSupplier nanoClock) {
    this.api = api;
    this.backoff = backoff;
    this.nanoClock = nanoClock;
  }

  /**
   * Makes a request.
   *
   * @param route whose sources are held while the API is left alone
   * @throws UnavailableException without asking, while it is left alone
   */
  public <T> T call(String route, Supplier<T> request) {
    boolean trial = enter(route);
    Verdict verdict = Verdict.RETRY;
    try {
      T answer = request.get();
      verdict = null;
      return answer;
    } catch (RuntimeException e) {
      verdict = Classifier.of(e);
      if (verdict.away()) {
        failed(trial, verdict.retryAfter(), Reason.of(e));
      }
      throw e;
    } finally {
      if (verdict == null || !verdict.away()) {
        answered();
      }
    }
  }

  /** A request that was made without asking whether it is worth it had no answer. */
  synchronized void missed(String route, String reason) {
    routes.add(route);
    failed(false, Duration.ZERO, reason);
  }

  /** Whether the request is the one that tries the API again. */
  private synchronized boolean enter(String route) {
    routes.add(route);
    if (openings == 0) {
      return false;
    }
    if (!trying && remaining().isZero()) {
      trying = true;
      return true;
    }
    throw new UnavailableException(api + " is away: not asked again yet", remaining());
  }

  private synchronized void failed(boolean trial, Duration retryAfter, String reason) {
    failures++;
    if (trial) {
      trying = false;
    } else if (openings > 0 || (failures < FAILURES_TO_OPEN && retryAfter.isZero())) {
      return;
    }
    openings++;
    long wait = Math.max(backoff.delayMillis(openings), retryAfter.toMillis());
    dueNanos = nanoClock.getAsLong() + Duration.ofMillis(wait).toNanos();
    if (openings == 1) {
      openedNanos = nanoClock.getAsLong();
      LOG.warn("{} is away, {} held until it is back: {}", api, held(), reason);
    }
  }

  private String held() {
    return (routes.size() == 1 ? "route " : "routes ") + String.join(", ", routes);
  }

  private synchronized void answered() {
    if (openings > 0) {
      Duration away = Duration.ofNanos(nanoClock.getAsLong() - openedNanos);
      LOG.info("{} is back after {} s", api, away.toSeconds());
    }
    failures = 0;
    openings = 0;
    trying = false;
  }

  /** How long a route is held: zero if it may go on, or may try whether the API is back. */
  synchronized Duration hold(String route) {
    return routes.contains(route) ? hold() : Duration.ZERO;
  }

  /** How long all routes are held. */
  public synchronized Duration hold() {
    return openings > 0 ? remaining() : Duration.ZERO;
  }

  synchronized boolean isOpen() {
    return openings > 0;
  }

  String api() {
    return api;
  }

  private Duration remaining() {
    long nanos = dueNanos - nanoClock.getAsLong();
    if (trying) {
      return Duration.ofSeconds(1);
    }
    return nanos > 0 ? Duration.ofNanos(nanos) : Duration.ZERO;
  }
}
