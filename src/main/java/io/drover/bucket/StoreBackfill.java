package io.drover.bucket;

import io.drover.delivery.Backfill;
import io.drover.delivery.Inlet;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists what a bucket holds, and has a route deal with what it has not finished. */
final class StoreBackfill implements Backfill {
  private static final int NAMED = 20;

  private final SweepOptions options;
  private final ObjectFilter filter;

  StoreBackfill(SweepOptions options, ObjectFilter filter) {
    this.options = options;
    this.filter = filter;
  }

  @Override
  public Tally run(Query query, Inlet inlet) throws IOException, InterruptedException {
    Work work = new Work(query, new CountingInlet(inlet));
    try {
      return work.done(prefixes(query));
    } finally {
      work.inFlight.stop();
    }
  }

  /** Of what is asked for, that which the source takes. */
  private List<String> prefixes(Query query) {
    if (!filter.buckets().isEmpty() && !filter.buckets().contains(query.bucket())) {
      throw new PermanentException(
          "the route takes nothing of bucket "
              + query.bucket()
              + ", but of "
              + String.join(", ", filter.buckets()));
    }
    if (!filter.takesListed()) {
      throw new PermanentException("the route takes no uploads: see the option events");
    }
    List<String> prefixes = new ArrayList<>();
    for (String own : filter.widestPrefixes()) {
      if (query.prefix().startsWith(own)) {
        prefixes.add(query.prefix());
      } else if (own.startsWith(query.prefix())) {
        prefixes.add(own);
      }
    }
    if (prefixes.isEmpty()) {
      throw new PermanentException(
          "the route takes no keys that begin with "
              + query.prefix()
              + ", but with "
              + String.join(", ", filter.widestPrefixes()));
    }
    return prefixes;
  }

  /** One run. */
  private final class Work {
    private final Query query;
    private final CountingInlet inlet;
    private final InFlight inFlight;
    private final List<String> names = new ArrayList<>();
    private long listed;
    private long finished;

    Work(Query query, CountingInlet inlet) {
      this.query = query;
      this.inlet = inlet;
      this.inFlight = new InFlight(inlet, options.getConcurrency(), InFlight.LIMIT);
    }

    Tally done(List<String> prefixes) throws IOException, InterruptedException {
      boolean isWhole = true;
      for (String prefix : prefixes) {
        ObjectListing listing = ObjectListing.of(options.getStore(), query.bucket(), prefix);
        isWhole &= listing.each(query.since(), this::consider);
      }
      inFlight.awaitAll();
      isWhole &= inFlight.abandoned() == 0;
      return new Tally(listed, finished, inlet.outcomes(), names, isWhole);
    }

    private boolean consider(ListedObject object) throws IOException, InterruptedException {
      if (filter.takesListed(object.key())) {
        listed++;
        ReadMessage content = object.found();
        if (inlet.isFinished(content.event())) {
          finished++;
        } else {
          send(object.key(), content, object.modified());
        }
      }
      return inlet.isOpen();
    }

    private void send(String key, ReadMessage content, Instant modified)
        throws InterruptedException {
      if (names.size() < NAMED) {
        names.add(key);
      }
      if (!query.isDryRun()) {
        inFlight.put(content, modified);
      }
    }
  }
}
