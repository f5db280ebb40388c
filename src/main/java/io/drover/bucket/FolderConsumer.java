package io.drover.bucket;

import io.drover.bucket.FolderScan.Version;
import io.drover.delivery.Backoff;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder whose folders are buckets. A file that ends with {@code retry} comes again; one
 * that is gone is an event if the route's events name it.
 */
final class FolderConsumer extends BucketConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(FolderConsumer.class);

  /** When a file that failed is due again. */
  private record Failure(Version version, int attempts, long dueNanos) {}

  /** Makes a notification of what is with a file. */
  private interface Description {
    Notification of(Version version) throws IOException;
  }

  private final Backoff backoff = Backoff.standard();
  private final Map<Path, Failure> failures = new HashMap<>();
  private FolderScan scan;
  private FolderObject objects;
  private FolderPositions positions;
  private FolderRemovals removals;
  private ScheduledExecutorService thread;
  private Future<?> looking;
  private volatile boolean restored;

  FolderConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (getEndpoint().getFolder() == null) {
      throw new IllegalArgumentException("bucket:folder needs the option folder");
    }
    Path folder = Path.of(getEndpoint().getFolder());
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(
          folder + ": the option folder names the folder in which each folder is a bucket");
    }
    boolean isTakingRemovals = takesRemovals(getEndpoint().getEvents());
    scan = new FolderScan(folder, isTakingRemovals);
    objects = new FolderObject(folder);
    positions = positions(folder);
    positions.restore(scan, isTakingRemovals);
    if (isTakingRemovals) {
      removals = new FolderRemovals(route(), folder, scan, settlements().removals());
    }
    restored = true;
    doResume();
  }

  /** A source that is not told which events are wanted takes files that come, as ever. */
  private static boolean takesRemovals(String events) {
    ObjectFilter wanted = ObjectFilter.of(null, null, null, events);
    return !wanted.events().isEmpty() && wanted.takesEvent(FolderObject.REMOVED);
  }

  @Override
  protected void doResume() {
    thread =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "folder");
    long period = getEndpoint().getPeriodMillis();
    looking = thread.scheduleWithFixedDelay(this::lookOnce, 0, period, TimeUnit.MILLISECONDS);
  }

  /** Does not wait: a file that is being worked on ends while the other sources stop too. */
  @Override
  protected void doSuspend() {
    if (thread != null) {
      looking.cancel(false);
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(thread);
    }
  }

  @Override
  protected void doStop() throws Exception {
    doSuspend();
    if (thread != null) {
      ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
      boolean unused = threads.awaitTermination(thread, threads.getShutdownAwaitTermination());
      thread.shutdownNow();
      thread = null;
    }
    if (removals != null) {
      removals.end();
    }
    super.doStop();
  }

  private void lookOnce() {
    if (!settlements().leadership().leads()) {
      restored = false; // another one may lead, and come further
      return;
    }
    try {
      if (!Files.isDirectory(Path.of(getEndpoint().getFolder()))) {
        throw new NotDirectoryException("it is gone"); // and not empty: what is finished stays so
      }
      if (!restored) {
        positions.restore(scan, removals != null);
        restored = true;
      }
      List<Version> ready = scan.look();
      if (removals != null) {
        handle(removals.look(), this::removed);
      }
      handle(ready, objects::created);
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("Looking into {} again after: {}", getEndpoint().getFolder(), e.toString());
    }
  }

  private void handle(List<Version> versions, Description description) {
    for (Version version : versions) {
      if (!isTaking()) {
        return;
      }
      if (isDue(version) && hold().isZero()) {
        handle(version, description);
      }
    }
  }

  private Notification removed(Version version) throws IOException {
    return objects.removed(version, positions.finishedNanos(version));
  }

  @Override
  public void replayUnread(byte[] message, Consumer<Settlement> acknowledge) {
    throw new IllegalStateException("a folder has no messages that cannot be read");
  }

  /** A file that cannot be read is tried again later, and holds up no other. */
  private Outcome outcome(Version version, Description description) {
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    try {
      deliver(description.of(version), settlement::complete);
    } catch (IOException e) {
      LOG.warn("Reading {} again later after: {}", version.file(), e.toString());
      return Outcome.RETRY;
    }
    return settlement.join().outcome();
  }

  private void finish(Version version) {
    boolean isThere = scan.found().contains(version.file());
    try {
      if (isThere) {
        scan.finish(version);
        positions.finish(version);
      } else {
        scan.forget(version);
        positions.forget(version);
      }
    } catch (IOException e) {
      LOG.warn("{} is finished, and comes again after a restart: {}", version.file(), e.toString());
    }
  }

  private boolean isDue(Version version) {
    Failure failure = failures.get(version.file());
    return failure == null
        || !failure.version().equals(version)
        || System.nanoTime() - failure.dueNanos() >= 0;
  }

  private void handle(Version version, Description description) {
    if (Path.of(getEndpoint().getFolder()).relativize(version.file()).getNameCount() < 2) {
      scan.finish(version); // lies beside the buckets, in none
      return;
    }
    if (outcome(version, description) == Outcome.RETRY) {
      Failure last = failures.get(version.file());
      boolean again = last != null && last.version().equals(version);
      int attempts = again ? last.attempts() + 1 : 1;
      long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(attempts));
      failures.put(version.file(), new Failure(version, attempts, due));
    } else {
      failures.remove(version.file());
      finish(version);
    }
  }
}
