package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    Path folder = store.resolve("dead-letters");
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<Letter> letters = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        letters.add(letter(new ObjectMapper().readTree(file.toFile())));
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
