package io.drover.cli;

import io.drover.routes.Finding;
import io.drover.testing.FileResult;
import io.drover.testing.JUnitReport;
import io.drover.testing.TestResult;
import io.drover.testing.TestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests of routes. */
@Command(
    name = "test",
    description =
        "Runs the tests of routes, which stand in *.test.yaml files beside them. Needs no network.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples: drover test routes", "          drover test --run 'image' --watch"})
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = "Test files, or folders to look for them in; by default this one.")
  private List<Path> paths = List.of(Path.of("."));

  @Option(
      names = "--run",
      paramLabel = "REGEX",
      description = "Only the tests in whose name this is found.")
  private String only;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML.")
  private Path junit;

  @Option(names = "--watch", description = "Run again whenever a file changes, until interrupted.")
  private boolean watch;

  @Mixin private RehearsalOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogFormat.quiet();
    paths.forEach(TestCommand::check);
    if (watch && junit != null) {
      throw new UsageException("--junit is of one run: leave out --watch");
    }
    if (!watch) {
      return run();
    }
    try (FileWatch files = new FileWatch(paths)) {
      while (true) {
        try {
          run();
        } catch (UsageException e) { // such as a file that an editor is just replacing
          out().println(e.getMessage());
        }
        out().println("watching for changes; end with Ctrl-C");
        out().flush();
        files.await();
      }
    }
  }

  private static void check(Path path) {
    if (!Files.exists(path)) {
      throw new UsageException(path + ": there is no such file or folder");
    }
    if (!Files.isDirectory(path) && !path.toString().endsWith(".test.yaml")) {
      throw new UsageException(path + ": tests stand in files named *.test.yaml");
    }
  }

  private int run() throws IOException {
    TestRun run = new TestRun(options.of(null, null, false, null), pattern());
    try {
      run.run(paths, this::print);
    } catch (NoSuchFileException e) {
      throw new UsageException(e.getFile() + ": there is no such file to read", e);
    }
    if (junit != null) {
      try {
        JUnitReport.write(junit, run.results());
      } catch (IOException e) {
        throw new UsageException("--junit " + junit + ": cannot be written: " + e, e);
      }
    }
    return conclude(run);
  }

  private Pattern pattern() {
    try {
      return only == null ? null : Pattern.compile(only);
    } catch (PatternSyntaxException e) {
      throw new UsageException("--run " + only + ": " + e.getDescription(), e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void print(FileResult result) {
    result.findings().forEach(finding -> spec.commandLine().getErr().println(finding));
    spec.commandLine().getErr().flush();
    for (TestResult test : result.tests()) {
      if (!test.passed()) {
        out().println("FAIL  " + result.path() + ":" + test.line() + ": " + test.name());
        test.faults().forEach(fault -> out().println("      " + fault));
      }
    }
    long failed = result.tests().stream().filter(test -> !test.passed()).count();
    if (failed == 0 && result.findings().isEmpty() && !result.tests().isEmpty()) {
      out().println("ok    " + result.path() + ": " + count(result.tests().size(), "test"));
    }
    out().flush();
  }

  /** The last line, and the exit code. */
  private int conclude(TestRun run) {
    List<TestResult> all = run.results().stream().flatMap(file -> file.tests().stream()).toList();
    long failed = all.stream().filter(test -> !test.passed()).count();
    long findings = run.results().stream().mapToLong(file -> file.findings().size()).sum();
    boolean judged = only == null && paths.stream().anyMatch(Files::isDirectory);
    List<Finding> untested = judged ? run.untested() : List.of();
    untested.forEach(finding -> spec.commandLine().getErr().println(finding));
    spec.commandLine().getErr().flush();
    String mistakes =
        findings == 0 ? "" : "; " + count(findings, "mistake") + " for which tests were not run";
    out().println(count(all.size(), "test") + ", " + failed + " failed" + mistakes);
    out().flush();
    if (findings > 0) {
      return ExitCode.USAGE;
    }
    if (failed > 0) {
      return ExitCode.FAILED;
    }
    if (all.isEmpty()) {
      spec.commandLine().getErr().println(nothingFound());
      return ExitCode.FINDINGS;
    }
    return untested.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
  }

  private String nothingFound() {
    return only == null
        ? "no test found: tests stand in files named *.test.yaml; docs/test-a-route.md"
        : "no test found whose name has " + only;
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
