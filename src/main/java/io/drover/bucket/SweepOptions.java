package io.drover.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What finds the uploads that the transport of a source did not tell of. */
@UriParams
public class SweepOptions {
  @UriParam(
      label = "store",
      description =
          "The object store, which is asked for content types that a sender omits, and for the"
              + " objects that there are")
  private ObjectStore store;

  @UriParam(
      label = "store",
      description =
          "Time between two sweeps, in seconds: what was uploaded and not told is found by listing."
              + " 0 for none",
      defaultValue = "900")
  private int sweepSeconds = 900;

  @UriParam(
      label = "store,advanced",
      description =
          "How far a sweep looks back behind what was looked at before, in seconds: longer than an"
              + " object takes to appear after the time that it bears",
      defaultValue = "600")
  private int overlapSeconds = 600;

  @UriParam(
      label = "store",
      description =
          "Where the sweeps of a route begin that never swept: now, beginning, or a time such as"
              + " 2026-11-23T00:00:00Z",
      defaultValue = "now")
  private String from = "now";

  @UriParam(
      label = "store,sqs,nats",
      description =
          "How many messages, or events that were found or listened to, are worked on at once",
      defaultValue = "10")
  private int concurrency = 10;

  /** Whether there is a store. */
  boolean hasStore() {
    return store != null && store.isConfigured();
  }

  Duration overlap() {
    return Duration.ofSeconds(overlapSeconds);
  }

  /**
   * @throws IllegalArgumentException if an option is none of what it may be
   */
  void check() {
    if (begin(Instant.EPOCH).isBefore(Instant.EPOCH) || sweepSeconds < 0 || overlapSeconds < 0) {
      throw new IllegalArgumentException(
          "from, sweepSeconds and overlapSeconds of a sweep are not negative");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency=" + concurrency + " is no number above 0");
    }
  }

  /**
   * Where the first sweep begins.
   *
   * @param now by the store's clock
   * @throws IllegalArgumentException if the option is none of what it may be
   */
  Instant begin(Instant now) {
    if (from == null || from.isBlank() || from.equals("now")) {
      return now;
    }
    if (from.equals("beginning")) {
      return Instant.EPOCH;
    }
    try {
      return OffsetDateTime.parse(from).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "from=" + from + ": it is now, beginning or a time such as 2026-11-23T00:00:00Z", e);
    }
  }

  public ObjectStore getStore() {
    return store;
  }

  public void setStore(ObjectStore store) {
    this.store = store;
  }

  public int getSweepSeconds() {
    return sweepSeconds;
  }

  public void setSweepSeconds(int sweepSeconds) {
    this.sweepSeconds = sweepSeconds;
  }

  public int getOverlapSeconds() {
    return overlapSeconds;
  }

  public void setOverlapSeconds(int overlapSeconds) {
    this.overlapSeconds = overlapSeconds;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public int getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(int concurrency) {
    this.concurrency = concurrency;
  }
}
