package io.drover.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Waits for files to change, in folders and all within them. */
final class FileWatch implements AutoCloseable {
  private static final long QUIET_MILLIS = 100;
  private final WatchService changes = FileSystems.getDefault().newWatchService();

  /**
   * @param paths folders, or files of which the folder is meant
   */
  FileWatch(List<Path> paths) throws IOException {
    for (Path path : paths) {
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.filter(Files::isDirectory).toList()) {
          each.register(
              changes,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
        }
      }
    }
  }

  /** Returns once something changed and nothing did for a moment, as editors write in steps. */
  void await() throws InterruptedException {
    WatchKey key = changes.take();
    while (key != null) {
      key.pollEvents();
      key.reset();
      key = changes.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
