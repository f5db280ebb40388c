package io.drover.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of a table's file as it was with lines that cannot be read, for a person to look at. */
final class DamagedCopies {
  private static final Logger LOG = LoggerFactory.getLogger(DamagedCopies.class);

  private final Path path;
  private final Clock clock;
  private final AppendFile.Opener opener;

  /**
   * @param path the table's file
   */
  DamagedCopies(Path path, Clock clock, AppendFile.Opener opener) {
    this.path = path;
    this.clock = clock;
    this.opener = opener;
  }

  /**
   * Returns once a copy is on disk, but for its name: the folder is for the caller to force.
   *
   * @param places how many cannot be read
   */
  void keep(FileChannel damaged, int places) throws IOException {
    long number = clock.millis();
    while (Files.exists(copy(number))) {
      number++;
    }
    try (FileChannel copy = opener.open(copy(number))) {
      for (long at = 0; at < damaged.size(); ) {
        at += damaged.transferTo(at, damaged.size() - at, copy);
      }
      copy.force(true);
    }
    LOG.error(
        "{}: {} places cannot be read, perhaps after a fault of the disk. Their records are left"
            + " out; {} is a copy of the file as it was.",
        path,
        places,
        copy(number));
  }

  private Path copy(long number) {
    return path.resolveSibling(path.getFileName() + ".damaged-" + number);
  }
}
