package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code drover demo} that stays up in a folder, as its user sees it. */
final class DemoProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern WEBHOOK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/acme");
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  final Path folder;

  private DemoProcess(Process process, Path stdout, Path stderr, Path folder) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
    this.folder = folder;
  }

  /** Starts one in {@code demo} of a working directory, and waits until it says where to play. */
  static DemoProcess start(Path directory) throws IOException {
    Path stdout = Files.createTempFile("demo", ".out");
    Path stderr = Files.createTempFile("demo", ".err");
    Process process =
        DroverProcess.command(directory, "demo")
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    DemoProcess demo = new DemoProcess(process, stdout, stderr, directory.resolve("demo"));
    demo.awaitWords("Ctrl-C ends it.");
    return demo;
  }

  String words() throws IOException {
    return Files.readString(stdout);
  }

  void awaitWords(String... texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(words()).as("errors: %s", Files.readString(stderr)).contains(texts));
  }

  /** Waits until a line was said as often as given. */
  void awaitTimes(int times, String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(words().split(Pattern.quote(text), -1)).hasSize(times + 1));
  }

  URI webhook() throws IOException {
    Matcher matcher = WEBHOOK.matcher(words());
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group());
  }

  Path examples(String name) {
    return folder.resolve("examples").resolve(name);
  }

  Path pictures(String name) {
    return folder.resolve("buckets/acme/thumbnails").resolve(name);
  }

  Path cluster(String name) {
    return folder.resolve("cluster").resolve(name);
  }

  /** The names of the files in out, sorted. */
  List<String> made() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Waits for an exact number of files in out that begin so, and gives them. */
  List<Path> awaitMade(int count, String prefix) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> made().stream().filter(n -> n.startsWith(prefix)).map(this::out).toList(),
            files -> files.size() == count);
  }

  Path out(String name) {
    return folder.resolve("out").resolve(name);
  }

  void awaitContent(Path file, String text) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(file).exists().content().contains(text));
  }

  /** Ends it as Ctrl-C and a service manager do, and gives the exit code. */
  int end() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended within 10 s").isTrue();
    return process.exitValue();
  }

  String errors() throws IOException {
    return Files.readString(stderr);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
