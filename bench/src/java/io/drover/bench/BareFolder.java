package io.drover.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Lists a folder again and again, and reads each file once. */
final class BareFolder {
  private final Path folder;
  private final Set<Path> known = new HashSet<>();
  private final AtomicInteger taken = new AtomicInteger();

  private BareFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Serves until its input ends.
   *
   * @param arguments the folder, and how many milliseconds lie between two looks
   */
  public static void main(String[] arguments) throws Exception {
    BareFolder loop = new BareFolder(Path.of(arguments[0]));
    loop.look();
    loop.taken.set(0);
    long period = Long.parseLong(arguments[1]);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    var unused = timer.scheduleWithFixedDelay(loop::look, period, period, TimeUnit.MILLISECONDS);
    BareTaker.serve(loop.taken::get);
    timer.shutdownNow();
  }

  private void look() {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> files = found.filter(path -> Files.isRegularFile(path)).toList();
      for (Path file : files) {
        if (known.add(file) && Files.readAllBytes(file).length > 0) {
          taken.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
