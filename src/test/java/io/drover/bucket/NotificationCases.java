package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The case files of notifications, {@code src/test/resources/bucket}. */
final class NotificationCases {
  static final Path FIXTURES = Path.of("src/test/resources/fixtures/bucket");
  private static final Path FOLDER = Path.of("src/test/resources/bucket");

  private NotificationCases() {}

  /** One message. */
  record Case(JsonNode yaml) {
    String name() {
      return yaml.path("name").asText();
    }

    String transport() {
      return yaml.path("transport").asText();
    }

    byte[] message() {
      try {
        return yaml.has("file")
            ? Files.readAllBytes(FIXTURES.resolve(yaml.get("file").asText()))
            : bytes(yaml.get("in"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static byte[] bytes(JsonNode in) {
    String text = in.isTextual() ? in.asText() : in.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<Case> all() {
    return StreamSupport.stream(read("cases.yaml").spliterator(), false).map(Case::new).toList();
  }

  static Case named(String name) {
    return all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  static JsonNode read(String file) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
