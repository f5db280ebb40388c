package io.drover.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page with files and commands. A block after {@code <!-- save: PATH -->} is a file to make; a
 * block {@code console} has commands after {@code $}, each followed by exactly what it prints on
 * both streams, where a line {@code ...} stands for any lines. One after {@code <!-- not run: WHY
 * -->} is only to be read.
 */
final class ConsolePage {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- (save|not run): ([^>]*) -->\n)?```(\\w*)\n(.*?)```", Pattern.DOTALL);

  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ ");

  /** Puts a command into a network namespace that is empty, where the system allows that. */
  static final List<String> NO_NETWORK = List.of("unshare", "--map-root-user", "--net");

  /** A command that did not print what the page says. */
  record Mismatch(String command, String expected, String got) {}

  private final String text;
  private final Path folder;
  private final Path shim;
  private final List<Mismatch> mismatches = new ArrayList<>();
  private List<String> around = List.of();
  private int commands;

  /**
   * @param folder where the files are made and the commands run
   */
  ConsolePage(Path page, Path folder) throws IOException {
    this.text = Files.readString(page);
    this.folder = folder;
    this.shim = Files.createTempDirectory("drover-shim").resolve("drover");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String flags = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    String jar = DroverProcess.JAR.toAbsolutePath().toString();
    Files.writeString(
        shim, String.format("#!/bin/sh\nexec %s %s -jar %s \"$@\"\n", java, flags, jar));
    if (!shim.toFile().setExecutable(true)) {
      throw new IOException(shim + " cannot be made executable");
    }
  }

  /** Has the commands run in a network of their own, in which there is nothing. */
  ConsolePage withoutNetwork() {
    around = NO_NETWORK;
    return this;
  }

  /** Does all that the page says. */
  List<Mismatch> run() throws IOException, InterruptedException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if ("save".equals(blocks.group(1))) {
        Path file = folder.resolve(blocks.group(2));
        Files.createDirectories(file.getParent());
        Files.writeString(file, blocks.group(4));
      } else if (blocks.group(1) == null && blocks.group(3).equals("console")) {
        console(blocks.group(4));
      }
    }
    return mismatches;
  }

  /** How many commands were run. */
  int commands() {
    return commands;
  }

  private void console(String block) throws IOException, InterruptedException {
    for (String part : COMMAND.split(block, -1)) {
      if (part.isBlank()) {
        continue;
      }
      int end = part.indexOf('\n');
      while (part.charAt(end - 1) == '\\') {
        end = part.indexOf('\n', end + 1);
      }
      String command = part.substring(0, end);
      String expected = part.substring(end + 1).stripTrailing();
      String got = execute(command).stripTrailing();
      commands++;
      if (!pattern(expected).matcher(got).matches()) {
        mismatches.add(new Mismatch(command, expected, got));
      }
    }
  }

  private static Pattern pattern(String expected) {
    String regex =
        expected
            .lines()
            .map(line -> line.strip().equals("...") ? "(?:.*\n)*?.*" : Pattern.quote(line))
            .collect(Collectors.joining("\n"));
    return Pattern.compile(regex);
  }

  private String execute(String command) throws IOException, InterruptedException {
    String script = command.replaceAll("(^|[|;&] *)(\\./)?drover ", "$1" + shim + " ");
    List<String> words = new ArrayList<>(around);
    words.addAll(List.of("bash", "-c", script));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().put("KUBECONFIG", "no-kubeconfig");
    builder.redirectErrorStream(true);
    Path out = Files.createTempFile("drover", ".out");
    Process process = builder.redirectOutput(out.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after 60 s: " + command);
    }
    return Files.readString(out, StandardCharsets.UTF_8).replaceAll("(?m) +$", "");
  }
}
