package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The interpreter {@code lua5.1}. A script sees {@code event} by the conventions of docs/scripts.md
 * and, of our functions, {@code json.null} and {@code json.is_null}. Thread-safe.
 */
public final class LuaOracle implements AutoCloseable {
  private final OracleProcess process =
      new OracleProcess(
          Duration.ofSeconds(3),
          List.of(
              "lua5.1",
              Path.of("src/test/resources/oracles/ask_lua.lua").toAbsolutePath().toString()));

  /**
   * What a script gives.
   *
   * @param out what it returned, or null for nil, nothing and an error
   * @param error the message, or null if there was no error
   */
  public record Answer(JsonNode out, String error) {}

  static boolean isPresent() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "lua5.1")));
  }

  /** Runs the script on an event. One that does not compile is an error, as one that hangs is. */
  public Answer ask(String script, JsonNode event) {
    ObjectNode request = OracleProcess.JSON.createObjectNode().put("script", script);
    JsonNode answer = process.ask(request.set("in", event));
    String error = answer.path("broken").asText(answer.path("error").asText(null));
    return new Answer(answer.get("out"), error);
  }

  /** The value of {@code _VERSION}. */
  String version() {
    return process.greeting().path("version").asText();
  }

  @Override
  public void close() {
    process.close();
  }
}
