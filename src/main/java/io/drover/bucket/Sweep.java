package io.drover.bucket;

import io.drover.delivery.Companion;
import io.drover.delivery.Inlet;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds by listing the uploads of which nobody told: when the source opens, at every period and
 * when asked. Its position moves only past events that are finished.
 */
final class Sweep implements Companion {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final long LOOK_MILLIS = 100;

  private final SweepOptions options;
  private final ObjectFilter filter;
  private final List<SweptArea> areas;
  private final Witness witness;
  private Inlet inlet;
  private InFlight inFlight;
  private ScheduledThreadPoolExecutor thread;
  private boolean wasOpen;

  /** Is told of what a sweep found, before the route is. */
  @FunctionalInterface
  interface Witness {
    /**
     * Takes note of it.
     *
     * @param object whose event is neither in hand nor finished
     * @param id of that event
     * @param skew by how much the store's clock is ahead of this machine's, some second less
     */
    void found(ListedObject object, String id, Duration skew);
  }

  Sweep(SweepOptions options, ObjectFilter filter) {
    this(options, filter, (object, id, skew) -> {});
  }

  Sweep(SweepOptions options, ObjectFilter filter, Witness witness) {
    this.options = options;
    this.filter = filter;
    this.witness = witness;
    this.areas =
        filter.buckets().stream()
            .filter(bucket -> filter.takesListed()) // or there is nothing to be found
            .flatMap(
                bucket ->
                    filter.widestPrefixes().stream()
                        .map(p -> new SweptArea(bucket, p, options.getSweepSeconds())))
            .toList();
  }

  @Override
  public void start(Inlet opened) {
    if (filter.buckets().isEmpty()) {
      throw new IllegalArgumentException(
          "a sweep lists buckets: set the option bucket, or sweepSeconds=0 to have none");
    }
    options.check();
    inlet = opened;
    inFlight = new InFlight(opened, options.getConcurrency(), InFlight.LIMIT);
    thread = new ScheduledThreadPoolExecutor(1, new Threads(opened.route()).named("sweep"));
    Future<?> unused =
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    opened.show(new SweepHealth(opened.route(), this));
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.shutdownNow();
      inFlight.stop();
    }
  }

  InFlight inFlight() {
    return inFlight;
  }

  List<SweptArea> areas() {
    return areas;
  }

  private void look() {
    if (!inlet.isOpen()) {
      wasOpen = false;
      return;
    }
    if (!wasOpen) {
      wasOpen = true;
      areas.forEach(SweptArea::ask);
    }
    for (SweptArea area : areas) {
      if (inlet.isOpen() && area.begin()) {
        sweep(area);
      }
    }
  }

  private void sweep(SweptArea area) {
    try {
      sweepOrFail(area);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      if (area.failed(Reason.of(e))) {
        LOG.warn("Route {} sweeps again after: {}", inlet.route(), Reason.of(e));
      }
    }
  }

  private void sweepOrFail(SweptArea area) throws IOException, InterruptedException {
    long abandoned = inFlight.abandoned();
    ObjectListing listing = ObjectListing.of(options.getStore(), area.bucket(), area.prefix());
    SweepPosition position = position(area, listing.began());
    boolean isWhole =
        listing.each(
            position.horizon(options.overlap()),
            object -> {
              if (filter.takesListed(object.key())) {
                consider(area, object, listing.skew());
              }
              return inlet.isOpen();
            });
    if (!isWhole || !inlet.isOpen()) {
      return; // begins anew when the source opens
    }
    if (abandoned != inFlight.abandoned()) {
      area.ask();
    } else {
      SweepPosition reached = position.after(listing.began(), inFlight.oldest());
      if (!reached.equals(position)) {
        reached.write(inlet.positions(), area.key(inlet.route()));
      }
      area.ended(reached);
    }
  }

  /** The first one is kept at once: what is uploaded from then on is found however this ends. */
  private SweepPosition position(SweptArea area, Instant now) throws IOException {
    String key = area.key(inlet.route());
    SweepPosition known = SweepPosition.read(inlet.positions(), key);
    if (known != null) {
      return known;
    }
    SweepPosition first = SweepPosition.first(options.begin(now));
    first.write(inlet.positions(), key);
    return first;
  }

  private void consider(SweptArea area, ListedObject object, Duration skew)
      throws IOException, InterruptedException {
    ReadMessage content = object.found();
    String id = content.event().id();
    if (inFlight.knows(id)) {
      return;
    }
    if (inlet.isFinished(content.event())) {
      inFlight.finish(id, object.modified());
      return;
    }
    if (object.modified().isAfter(inFlight.remembersSince())) {
      witness.found(object, id, skew);
    }
    area.found();
    inFlight.put(content, object.modified());
  }
}
