package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.DeadLetter;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dead letters of a store. */
final class Letters {
  private Letters() {}

  static List<JsonNode> in(Path store) {
    List<JsonNode> letters = new ArrayList<>();
    try (TableSnapshot table = FolderStore.read(store, DeadLetter.TABLE)) {
      for (String key : table.keys()) {
        letters.add(table.get(key).value());
      }
      return letters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
