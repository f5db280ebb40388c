package io.drover.observe;

import io.drover.event.LogText;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs events that pass, at most one in an interval; all of them go on. The step of the kamelet
 * {@code log-action}. Thread-safe.
 */
public final class IntervalLog implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger("io.drover.event");
  private static final int MAX_BODY_CHARACTERS = 2_000;

  private final LongSupplier nanoTime;
  private final AtomicLong dueNanos;
  private long intervalSeconds;
  private boolean showBody;

  public IntervalLog() {
    this(System::nanoTime);
  }

  IntervalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.dueNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** The shortest time between two lines; 0 logs every event. */
  public void setIntervalSeconds(long intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  /** Whether the line ends with the message body. */
  public void setShowBody(boolean showBody) {
    this.showBody = showBody;
  }

  @Override
  public void process(Exchange exchange) {
    if (isDue()) {
      LOG.info("{}", LogText.clean(line(exchange)));
    }
  }

  boolean isDue() {
    long now = nanoTime.getAsLong();
    long due = dueNanos.get();
    return now - due >= 0
        && dueNanos.compareAndSet(due, now + TimeUnit.SECONDS.toNanos(intervalSeconds));
  }

  private String line(Exchange exchange) {
    String line =
        "event "
            + exchange.getMessage().getHeader("ce-id")
            + " "
            + exchange.getMessage().getHeader("ce-type")
            + " "
            + exchange.getMessage().getHeader("ce-subject");
    if (!showBody) {
      return line;
    }
    String body = String.valueOf(exchange.getMessage().getBody());
    boolean cut = body.length() > MAX_BODY_CHARACTERS;
    return line + ": " + (cut ? body.substring(0, MAX_BODY_CHARACTERS) + "..." : body);
  }
}
