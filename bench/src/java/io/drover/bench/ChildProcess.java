package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers each line of its input with a line of its output, both JSON, and ends with
 * its input. One of Java has the classes of target/drover.jar.
 */
final class ChildProcess implements AutoCloseable {
  /** Of those that need no others. */
  static final List<String> FLAGS =
      List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path JAR = Path.of(System.getProperty("drover.jar", "target/drover.jar"));

  private final Process process;
  private final Path log;
  private final BufferedWriter in;
  private final BufferedReader out;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param log where its standard error goes
   * @param flags of its JVM
   */
  static ChildProcess start(
      Class<?> main, Path log, Path kubeconfig, List<String> flags, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(JAR.toAbsolutePath() + ":" + Path.of("target/test-classes").toAbsolutePath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return start(builder, log);
  }

  /** One that is no Java. */
  static ChildProcess start(Path program, Path log) throws IOException {
    return start(new ProcessBuilder(program.toString()), log);
  }

  private static ChildProcess start(ProcessBuilder builder, Path log) throws IOException {
    return new ChildProcess(builder.redirectError(log.toFile()).start(), log);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks, and waits for the answer. */
  <T> T ask(Object question, TypeReference<T> answer) {
    try {
      in.write(JSON.writeValueAsString(question));
      in.newLine();
      in.flush();
      return answer(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("asking a process that logs to " + log, e);
    }
  }

  /** What it says next. */
  <T> T answer(TypeReference<T> type) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the process ended; its log:\n" + Files.readString(log));
    }
    return JSON.readValue(line, type);
  }

  /** In the child: answers until the input ends. */
  static <T> void serve(TypeReference<T> question, Answers<T> answers) throws Exception {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(answers.to(JSON.readValue(line, question)));
      }
    }
  }

  /** What the child answers. */
  @FunctionalInterface
  interface Answers<T> {
    Object to(T question) throws Exception;
  }

  /** In the child: says something. */
  static void say(Object what) throws IOException {
    System.out.println(JSON.writeValueAsString(what));
  }

  @Override
  public void close() {
    try {
      in.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
