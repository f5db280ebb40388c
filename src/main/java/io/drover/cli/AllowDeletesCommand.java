package io.drover.cli;

import io.drover.delivery.Removals;
import io.drover.store.Requests;
import io.drover.store.StoreView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Agrees to removals that a route holds because they are many. */
@Command(
    name = "allow-deletes",
    description = {
      "Has the Drover that runs with the store remove what a route holds because it is much,",
      "and whatever the route removes within the next minute."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: drover allow-deletes service-ingress"})
final class AllowDeletesCommand implements Callable<Integer> {
  private static final Duration VALID = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "ROUTE", description = "The route's id.")
  private String route;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the running Drover; by default 10.",
      defaultValue = "10")
  private int waitSeconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (StoreView view = store.open()) {
      return ask(view);
    }
  }

  private int ask(StoreView view) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Requests requests = view.requests();
    String name = requests.submit(Removals.request(route, Instant.now().plus(VALID)));
    if (!view.isInUse()) {
      out.println("Asked; done if a Drover with this store holds removals within 10 minutes.");
      return ExitCode.GOOD;
    }
    if (new RequestWait(requests, name).untilEnded(Duration.ofSeconds(waitSeconds))) {
      out.println("The removals of " + route + " go on.");
      return ExitCode.GOOD;
    }
    out.println(
        "Asked, but nobody took it: does a route "
            + route
            + " with kube:reconcile run with the store "
            + view.location()
            + "? The request is void in 10 minutes.");
    return ExitCode.FAILED;
  }
}
