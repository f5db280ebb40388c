package io.drover.jetstream;

import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows others that a Drover runs with the store: a record that is dropped if not renewed. */
final class Presence {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final String PREFIX = "drover/";
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final KeyValueBucket claims;
  private final boolean shown;
  private final String name = UUID.randomUUID().toString();
  private long nextNanos = System.nanoTime();

  /**
   * @param shown false for one that only looks
   */
  Presence(KeyValueBucket claims, boolean shown) {
    this.claims = claims;
    this.shown = shown;
  }

  String name() {
    return name;
  }

  void show() throws IOException {
    if (shown && isDue()) {
      renew();
      renewed();
    }
  }

  private synchronized boolean isDue() {
    return System.nanoTime() - nextNanos >= 0;
  }

  private synchronized void renewed() {
    nextNanos = System.nanoTime() + PERIOD_NANOS;
  }

  /** Writes it anew. */
  void renew() throws IOException {
    claims.put(Map.of(PREFIX + name, NullNode.getInstance()));
  }

  /** Shows it no more. */
  void end() {
    try {
      claims.remove(PREFIX + name);
    } catch (IOException e) {
      LOG.debug("It is dropped by itself", e);
    }
  }

  /** Whether any Drover shows itself. */
  boolean isAnyShown() throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    claims.scan(false, each -> found.compareAndSet(false, each.key().startsWith(PREFIX)));
    return found.get();
  }
}
