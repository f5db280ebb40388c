package io.drover.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * A command that measures: it prints what the figures depend on, and tables of them, as a part of
 * docs/benchmarks.md. Where a server of the tests is not built it says so.
 */
abstract class Benchmark implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * Measures.
   *
   * @param folder an empty one, on the disk that is measured
   * @return tables as Markdown
   */
  abstract String tables(Path folder) throws Exception;

  /** The servers that it needs and that are not built. */
  List<String> missing() {
    return List.of();
  }

  /** What builds these. */
  String builtBy() {
    return "src/test/servers/build.sh builds them";
  }

  /** What the figures depend on beside the machine, a line each. */
  List<String> conditions() {
    return List.of();
  }

  /** With which Java it measures, in words. */
  String java() {
    return Machine.java();
  }

  /** What was typed, in a form that others can repeat. */
  String command() {
    List<String> words = new ArrayList<>(List.of("bench/run"));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return String.join(" ", words);
  }

  @Override
  public final Integer call() throws Exception {
    if (!missing().isEmpty()) {
      System.err.println(
          "bench/run: not built on this machine: "
              + String.join(", ", missing())
              + "; "
              + builtBy());
      return CommandLine.ExitCode.USAGE;
    }
    double load = Machine.load();
    Path folder = Files.createTempDirectory(spec.name());
    String tables = tables(folder);
    System.out.print(Machine.describe(command(), folder, load, java()));
    conditions().forEach(condition -> System.out.println("- " + condition));
    System.out.printf("%n%s", tables);
    return CommandLine.ExitCode.OK;
  }
}
