package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** jq 1.7.1, as src/test/oracles/install.sh installs it. Thread-safe. */
public final class JqOracle implements AutoCloseable {
  private final OracleProcess process =
      new OracleProcess(
          Duration.ofSeconds(3),
          List.of(
              folder().resolve("bin/python").toString(),
              Path.of("src/test/resources/oracles/ask_jq.py").toAbsolutePath().toString()));

  /**
   * What a program gives.
   *
   * @param out the outputs before the error, or all
   * @param error the message (or as JSON what else was raised), or null if there was no error
   */
  public record Answer(List<JsonNode> out, String error) {}

  static boolean isPresent() {
    return Files.exists(folder().resolve("complete"));
  }

  /** Runs the program on an input. One that does not compile is an error, as one that hangs is. */
  public Answer ask(String program, JsonNode in) {
    ObjectNode request = OracleProcess.JSON.createObjectNode().put("program", program);
    request.put("in", text(in));
    JsonNode answer = process.ask(request);
    List<JsonNode> out = new ArrayList<>();
    for (JsonNode each : answer.path("out")) {
      out.add(json(each.asText()));
    }
    String error = null;
    for (String kind : List.of("error", "compile", "broken")) {
      error = answer.path(kind).asText(error);
    }
    return new Answer(out, error);
  }

  /** The file of the Python module, which libjq is linked into. */
  Path module() {
    return Path.of(process.greeting().path("module").asText());
  }

  /** A text of JSON, as numbers of any size and precision. */
  static JsonNode json(String text) {
    try {
      return OracleProcess.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + text, e);
    }
  }

  private static String text(JsonNode in) {
    try {
      return OracleProcess.JSON.writeValueAsString(in);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + in, e);
    }
  }

  private static Path folder() {
    try {
      String wheel = Files.readString(Path.of("src/test/oracles/requirements.txt")).strip();
      return cache().resolve(wheel.replace("==", "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading which wheel holds jq", e);
    }
  }

  private static Path cache() {
    String oracles = System.getenv("DROVER_TEST_ORACLES");
    if (oracles != null) {
      return Path.of(oracles);
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    return Path.of(caches != null ? caches : System.getProperty("user.home") + "/.cache")
        .resolve("drover/test-oracles");
  }

  @Override
  public void close() {
    process.close();
  }
}
