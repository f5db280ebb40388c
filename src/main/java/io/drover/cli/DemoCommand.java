package io.drover.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs both flows on an embedded Kubernetes API, with nothing to install. */
@Command(
    name = "demo",
    description = "Runs both flows on an embedded bucket and Kubernetes API.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: drover demo --once"})
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--once",
      description = "Run the samples, print the objects that they make as YAML documents, and end.")
  private boolean once;

  @Option(
      names = "--samples",
      paramLabel = "DIR",
      description =
          "Samples of your own: *.json a bucket event each, *.yaml Kubernetes objects, in the order"
              + " of their names.")
  private Path samples;

  @Override
  public Integer call() throws Exception {
    if (!once) {
      throw new UsageException("the demo runs its samples and ends: give --once");
    }
    List<Samples.Sample> chosen = samples == null ? Samples.bundled() : Samples.in(samples);
    try (DemoRun run = DemoRun.start(spec.commandLine().getErr())) {
      boolean good = run.work(chosen);
      run.print(spec.commandLine().getOut());
      return good ? ExitCode.GOOD : ExitCode.FAILED;
    }
  }
}
