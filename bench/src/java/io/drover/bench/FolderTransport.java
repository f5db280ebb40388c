package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Files, all of which appear at once. */
final class FolderTransport implements SourceTransport {
  private static final int PERIOD_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final CountingDrover drover;
  private final Path log;
  private final Path folder;
  private Path buckets;

  FolderTransport(CountingDrover drover, Path folder) throws IOException {
    this.drover = drover;
    log = folder.resolve("bare-folder.log");
    this.folder = folder;
  }

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Running drover() throws IOException {
    makeBuckets();
    return drover.start(
        "folder-bucket-source",
        """
        camel.kamelet.folder-bucket-source.folder=%s
        camel.kamelet.folder-bucket-source.periodMillis=%d
        """
            .formatted(buckets.toAbsolutePath(), PERIOD_MILLIS));
  }

  @Override
  public Running bare() throws IOException {
    makeBuckets();
    return new BareTaker(BareFolder.class, log, buckets.toString(), String.valueOf(PERIOD_MILLIS));
  }

  /** So that nobody finds the files of another. */
  private void makeBuckets() throws IOException {
    buckets = Files.createTempDirectory(folder, "buckets");
    Files.createDirectories(buckets.resolve("acme"));
  }

  @Override
  public double bring(Running taker, int first, int events) throws IOException {
    Path some = Files.createDirectories(folder.resolve("from-" + first));
    for (int number = first; number < first + events; number++) {
      String name = Notifications.picture(number);
      Files.writeString(some.resolve(name), "GIF89a " + name);
    }
    int enough = taker.acted() + events;
    long began = System.nanoTime();
    Files.move(
        some, buckets.resolve("acme").resolve(some.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    Awaitility.await("all files are taken")
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> taker.acted() >= enough);
    return (System.nanoTime() - began) / 1e9;
  }

  @Override
  public void close() {}
}
