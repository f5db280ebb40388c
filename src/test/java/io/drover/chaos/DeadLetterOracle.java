package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.DeadLetter;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dead letters of a store. */
final class DeadLetterOracle {
  /**
   * One of them.
   *
   * @param key of its event's object
   */
  record Letter(String id, String key, String reason) {}

  private final Path store;

  DeadLetterOracle(Path store) {
    this.store = store;
  }

  List<Letter> letters() throws IOException {
    List<Letter> letters = new ArrayList<>();
    try (TableSnapshot table = FolderStore.read(store, DeadLetter.TABLE)) {
      for (String key : table.keys()) {
        letters.add(letter(table.get(key).value()));
      }
    }
    return letters;
  }

  private static Letter letter(JsonNode json) {
    return new Letter(
        json.path("id").asText(),
        json.path("subject").asText(),
        json.path("droverreason").asText());
  }
}
