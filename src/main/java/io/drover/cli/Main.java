package io.drover.cli;

import io.drover.routes.InvalidRoutesException;
import io.drover.store.StoreException;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code drover}. */
@Command(
    name = "drover",
    description = "Turns cluster events into cluster work.",
    mixinStandardHelpOptions = true,
    version = "drover 0.1.0",
    footer = {"", "Begin with: drover demo"})
public final class Main implements Runnable {
  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new Subcommand("demo", DemoCommand.class),
          new Subcommand("run", RunCommand.class),
          new Subcommand("test", TestCommand.class),
          new Subcommand("explain", ExplainCommand.class),
          new Subcommand("dead-letters", DeadLettersCommand.class),
          new Subcommand("backfill", BackfillCommand.class),
          new Subcommand("allow-deletes", AllowDeletesCommand.class),
          new Subcommand("train", TrainCommand.class));

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "io/drover/cli/logback.xml");
    System.setProperty("sun.net.httpserver.nodelay", "true"); // answers must not wait for an ACK
    System.setProperty("sun.net.httpserver.maxReqTime", "30"); // a silent sender holds no thread
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    CommandLine main = new CommandLine(new Main());
    subcommands(arguments).forEach(command -> main.addSubcommand(command.type()));
    return main.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, commandLine, result) -> explain(e, commandLine))
        .execute(arguments);
  }

  /** Only the one that is named, if one is: to make those that are not would take longer. */
  private static List<Subcommand> subcommands(String... arguments) {
    Predicate<Subcommand> named = command -> command.name().equals(arguments[0]);
    return arguments.length > 0 && SUBCOMMANDS.stream().anyMatch(named)
        ? SUBCOMMANDS.stream().filter(named).toList()
        : SUBCOMMANDS;
  }

  private static int explain(Exception e, CommandLine commandLine) throws Exception {
    if (e instanceof UsageException
        || e instanceof InvalidRoutesException
        || e instanceof StoreException) {
      if (LogFormat.isJson()) {
        e.getMessage().lines().forEach(LoggerFactory.getLogger(Main.class)::error);
      } else {
        commandLine.getErr().println(e.getMessage());
      }
      return ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private record Subcommand(String name, Class<?> type) {}
}
