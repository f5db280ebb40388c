package io.drover.testing.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why no test can tell some mutations from the route: a list of {@code {mutant, reason}}. */
record Explanations(Map<String, String> reasons) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * @throws IOException if there is no such file
   */
  static Explanations read(Path file) throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (JsonNode entry : YAML.readTree(Files.readString(file))) {
      String reason = entry.path("reason").asText();
      String mutant = entry.path("mutant").asText();
      if (mutant.isEmpty() || reason.isEmpty() || reasons.put(mutant, reason) != null) {
        throw new IllegalArgumentException(
            file + ": each entry has a mutant of its own and a reason: " + entry);
      }
    }
    return new Explanations(reasons);
  }

  boolean explain(Mutation mutation) {
    return reasons.containsKey(mutation.name());
  }
}
