package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.bucket.FolderScan.Version;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which states of a folder's files are finished, by route, so that they do not all come again after
 * a restart. One that is lost comes again, and the ledger knows it.
 */
final class FolderPositions {
  private final RecordTable table;
  private final String route;
  private final Path folder;

  FolderPositions(RecordTable table, String route, Path folder) {
    this.table = table;
    this.route = route;
    this.folder = folder;
  }

  /**
   * Tells a scan what is finished, and unless it keeps them forgets files that are gone. A folder
   * that holds nothing at all may be a disk that is not mounted yet: nothing is forgotten then.
   */
  void restore(FolderScan scan, boolean isKeepingVanished) throws IOException {
    boolean isKeepingAll = isKeepingVanished || isEmpty();
    String prefix = route + "/";
    if (isKeepingVanished) {
      scan.begin(); // what another one forgot meanwhile is not to vanish again
    }
    for (String key : table.keys()) {
      if (key.startsWith(prefix)) {
        Path file = folder.resolve(key.substring(prefix.length()));
        if (isKeepingAll || Files.exists(file)) {
          scan.finish(version(file, table.get(key)));
        } else {
          table.remove(key, Durability.PROCESS);
        }
      }
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static Version version(Path file, JsonNode value) {
    return new Version(file, value.path("size").asLong(), value.path("nanos").asLong());
  }

  void finish(Version version) throws IOException {
    JsonNode value =
        JsonNodeFactory.instance
            .objectNode()
            .put("size", version.size())
            .put("nanos", version.modifiedNanos())
            .put("finished", nanos(Instant.now()));
    table.put(key(version), value, Durability.PROCESS);
  }

  /**
   * When the file was finished in its last state, in nanoseconds: another time each time, also if a
   * file comes back as it was.
   */
  long finishedNanos(Version version) throws IOException {
    JsonNode value = table.get(key(version));
    return value == null || !value.has("finished")
        ? version.modifiedNanos()
        : value.path("finished").asLong();
  }

  /** The file is gone. */
  void forget(Version version) throws IOException {
    table.remove(key(version), Durability.PROCESS);
  }

  private String key(Version version) {
    return route + "/" + folder.relativize(version.file());
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
