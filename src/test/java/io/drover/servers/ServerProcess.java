package io.drover.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server as a process of its own, that ends with this JVM however that ends. */
final class ServerProcess implements AutoCloseable {
  private final String name;
  private final Path log;
  private final Process process;

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static ServerProcess start(String name, Path folder, Map<String, String> env, String... options) {
    try {
      Path log = folder.resolve(name + ".log");
      List<String> command = new ArrayList<>();
      command.add(Binaries.SCRIPTS.resolve("guard.sh").toString());
      command.add(Binaries.executable(name).toString());
      command.addAll(List.of(options));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(env);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new ServerProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + name, e);
    }
  }

  /** The server itself, which the guard has started. */
  ProcessHandle handle() {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/" + name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " does not run, see " + log));
  }

  Path log() {
    return log;
  }

  /** Waits until the condition holds; a server that ends instead fails with the end of its log. */
  void awaitReady(Callable<Boolean> ready) {
    Awaitility.await(name + " is ready")
        .atMost(90, TimeUnit.SECONDS)
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .ignoreExceptionsMatching(e -> !(e instanceof IllegalStateException))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended: " + endOfLog());
              }
              return ready.call();
            });
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Asks it by SIGTERM to end, and waits until it has. */
  void terminate() {
    try {
      process.getOutputStream().write("TERM\n".getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " runs on 30 s after SIGTERM: " + endOfLog());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it with -9. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // the guard ends the server when its input closes
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
