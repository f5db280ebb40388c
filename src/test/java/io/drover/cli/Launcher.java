package io.drover.cli;

import io.drover.cli.DroverProcess.Result;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A folder with the launcher and the built jar, as in a checkout that need not be built again. */
public final class Launcher {
  private final Path home;

  /**
   * @param home an empty folder
   */
  public Launcher(Path home) throws IOException {
    this.home = home;
    for (String folder : List.of("src/main", "src/generated", "kamelets", "target")) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.setLastModifiedTime(
        Files.createFile(home.resolve("pom.xml")), FileTime.fromMillis(1_000_000));
    Files.copy(Path.of("drover"), home.resolve("drover"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(DroverProcess.JAR, jar(), StandardCopyOption.COPY_ATTRIBUTES);
  }

  public Path home() {
    return home;
  }

  Path jar() {
    return home.resolve("target/drover.jar");
  }

  /** Where notes and archives are. */
  Path folder() {
    return home.resolve("target/launch");
  }

  Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    File out = Files.createTempFile("launcher", ".out").toFile();
    File err = Files.createTempFile("launcher", ".err").toFile();
    List<String> command = new ArrayList<>(List.of(home.resolve("drover").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out).redirectError(err).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after 120 s: " + command);
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  private static String read(File file) throws IOException {
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }

  /** Runs a command, and waits until there is an archive for the jar as it is. */
  Path train() throws IOException, InterruptedException {
    run(Map.of(), "--version");
    FileTime jar = Files.getLastModifiedTime(jar());
    Awaitility.await()
        .atMost(3, TimeUnit.MINUTES)
        .until(() -> files(".lock").isEmpty() && isNewer(files("java"), jar));
    return files(".archive").get(0);
  }

  private static boolean isNewer(List<Path> notes, FileTime time) throws IOException {
    return !notes.isEmpty() && Files.getLastModifiedTime(notes.get(0)).compareTo(time) > 0;
  }

  private List<Path> files(String end) throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }
}
