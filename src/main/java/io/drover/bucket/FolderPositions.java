package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.bucket.FolderScan.Version;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Tells a scan what is finished, and forgets files that are gone. */
  void restore(FolderScan scan) throws IOException {
    String prefix = route + "/";
    for (String key : table.keys()) {
      if (key.startsWith(prefix)) {
        restore(key, folder.resolve(key.substring(prefix.length())), scan);
      }
    }
  }

  private void restore(String key, Path file, FolderScan scan) throws IOException {
    if (Files.exists(file)) {
      JsonNode version = table.get(key);
      scan.finish(new Version(file, version.path("size").asLong(), version.path("nanos").asLong()));
    } else {
      table.remove(key, Durability.PROCESS);
    }
  }

  void finish(Version version) throws IOException {
    JsonNode value =
        JsonNodeFactory.instance
            .objectNode()
            .put("size", version.size())
            .put("nanos", version.modifiedNanos());
    table.put(route + "/" + folder.relativize(version.file()), value, Durability.PROCESS);
  }
}
