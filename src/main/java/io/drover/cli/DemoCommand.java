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
    description =
        "Runs both flows on an embedded bucket and Kubernetes API, and says where to play; with"
            + " --once on samples.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples: drover demo", "          drover demo --once"})
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
          "Samples of your own for --once: *.json a bucket event each, *.yaml Kubernetes objects, in the order"
              + " of their names.")
  private Path samples;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder to play in, without --once; by default demo.")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    if (once && folder != null) {
      throw new UsageException("--dir is the folder of a demo that stays up: leave out --once");
    }
    if (!once && samples != null) {
      throw new UsageException("--samples is for one run: give --once too");
    }
    return once ? runOnce() : stay();
  }

  private int runOnce() throws Exception {
    List<Samples.Sample> chosen = samples == null ? Samples.bundled() : Samples.in(samples);
    try (DemoRun run = DemoRun.start(spec.commandLine().getErr())) {
      boolean good = run.work(chosen);
      run.print(spec.commandLine().getOut());
      return good ? ExitCode.GOOD : ExitCode.FAILED;
    }
  }

  private int stay() throws Exception {
    Path root = folder == null ? Path.of("demo") : folder;
    Words words = new Words(spec.commandLine().getOut());
    Playground playground = new Playground(new PlayFolders(root), words);
    Ending ending = new Ending(() -> Grace.DEFAULT_SECONDS, () -> "");
    ending.onSignal(() -> {});
    try (playground) {
      playground.start();
      ending.await();
    }
    return ExitCode.GOOD;
  }
}
