package io.drover.script;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A reference interpreter in a process of its own, which answers a line of JSON by one. It is
 * started anew after a request that ended it or took too long. Thread-safe.
 */
final class OracleProcess implements AutoCloseable {
  /** Numbers with all their digits. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final List<String> command;
  private final Duration patience;
  private Process process;
  private Writer requests;
  private BufferedReader answers;
  private JsonNode greeting;

  OracleProcess(Duration patience, List<String> command) {
    this.command = List.copyOf(command);
    this.patience = patience;
  }

  /** What the interpreter said of itself when it started. */
  synchronized JsonNode greeting() {
    if (process == null) {
      start();
    }
    return greeting;
  }

  /** The answer, or an object with the one field "broken" that says why there is none. */
  synchronized JsonNode ask(JsonNode request) {
    if (process == null) {
      start();
    }
    try {
      requests.write(JSON.writeValueAsString(request) + "\n");
      requests.flush();
      return answer();
    } catch (IOException e) {
      return broken("the process ended");
    }
  }

  private JsonNode answer() throws IOException {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::line);
    try {
      String answer = line.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return answer == null ? broken("the process ended") : JSON.readTree(answer);
    } catch (TimeoutException e) {
      return broken("no answer after " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      return broken("the process ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return broken("interrupted");
    }
  }

  private String line() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode broken(String why) {
    close();
    return JSON.createObjectNode().put("broken", why);
  }

  private void start() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("TZ", "UTC", "LC_ALL", "C.UTF-8"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      process = builder.start();
      requests = process.outputWriter(StandardCharsets.UTF_8);
      answers = process.inputReader(StandardCharsets.UTF_8);
      greeting = JSON.readTree(answers.readLine());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("starting " + String.join(" ", command), e);
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
