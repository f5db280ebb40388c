package io.drover.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code bench/run}: measures, and prints a part of docs/benchmarks.md. */
@Command(
    name = "bench/run",
    description = "Measures Drover beside the raw ceiling in the same run; prints Markdown.",
    mixinStandardHelpOptions = true,
    subcommands = {
      WebhookToWorkflow.class,
      JetStreamToWorkflow.class,
      JetStreamToLog.class,
      KillBench.class,
      BucketSources.class,
      WatchBench.class,
      LedgerBench.class,
      ScriptsBench.class,
      ShortCommands.class
    },
    footer = {"", "Example: bench/run webhook-to-workflow --events 2000 --rounds 5"})
final class Bench implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What is to be measured?");
  }
}
