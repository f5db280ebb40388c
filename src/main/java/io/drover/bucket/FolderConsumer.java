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

/** Watches a folder whose folders are buckets. A file that ends with {@code retry} comes again. */
final class FolderConsumer extends BucketConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(FolderConsumer.class);

  /** When a file that failed is due again. */
  private record Failure(Version version, int attempts, long dueNanos) {}

  private final Backoff backoff = Backoff.standard();
  private final Map<Path, Failure> failures = new HashMap<>();
  private FolderScan scan;
  private FolderObject objects;
  private FolderPositions positions;
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
    scan = new FolderScan(folder);
    objects = new FolderObject(folder);
    positions = positions(folder);
    positions.restore(scan);
    restored = true;
    doResume();
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
        positions.restore(scan);
        restored = true;
      }
      for (Version version : scan.look()) {
        if (!isTaking()) {
          return;
        }
        if (isDue(version) && hold().isZero()) {
          handle(version);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("Looking into {} again after: {}", getEndpoint().getFolder(), e.toString());
    }
  }

  @Override
  public void replayUnread(byte[] message, Consumer<Settlement> acknowledge) {
    throw new IllegalStateException("a folder has no messages that cannot be read");
  }

  /** A file that cannot be read is tried again later, and holds up no other. */
  private Outcome outcome(Version version) {
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    try {
      deliver(objects.created(version), settlement::complete);
    } catch (IOException e) {
      LOG.warn("Reading {} again later after: {}", version.file(), e.toString());
      return Outcome.RETRY;
    }
    return settlement.join().outcome();
  }

  private void finish(Version version) {
    scan.finish(version);
    try {
      positions.finish(version);
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

  private void handle(Version version) {
    if (Path.of(getEndpoint().getFolder()).relativize(version.file()).getNameCount() < 2) {
      scan.finish(version); // lies beside the buckets, in none
      return;
    }
    if (outcome(version) == Outcome.RETRY) {
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
