package io.drover.cli;

import io.drover.routes.InvalidRoutesException;
import io.drover.store.StoreException;
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
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      DeadLettersCommand.class
    },
    footer = {"", "Begin with: drover demo"})
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "io/drover/cli/logback.xml");
    System.setProperty("sun.net.httpserver.nodelay", "true"); // answers must not wait for an ACK
    System.setProperty("sun.net.httpserver.maxReqTime", "30"); // a silent sender holds no thread
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, commandLine, result) -> explain(e, commandLine))
        .execute(arguments);
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
}
