package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Backfill;
import io.drover.delivery.Backfills;
import io.drover.store.StoreView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a route deal with what a bucket holds from before. */
@Command(
    name = "backfill",
    description = {
      "Has the Drover that runs with the store list a bucket, and send through a",
      "route what the route takes of it and has not finished."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: drover backfill acme --route thumbnails --since 2026-11-01 --dry-run"})
final class BackfillCommand implements Callable<Integer> {
  private static final long PERIOD_MILLIS = 200;

  @Spec private CommandSpec spec;
  @Mixin private StoreOptions store;

  @Parameters(paramLabel = "BUCKET", description = "The bucket.")
  private String bucket;

  @Option(
      names = "--route",
      required = true,
      paramLabel = "ROUTE",
      description = "The route's id. Its source must have the store's endpoint and keys.")
  private String route;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only keys that begin so.")
  private String prefix;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only what was changed since then: a day such as 2026-11-01 (UTC), or a time such as"
              + " 2026-11-01T08:00:00Z.")
  private String since;

  @Option(
      names = "--dry-run",
      description = "Only count what would be sent, and name the first ones.")
  private boolean isDryRun;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the end; by default 600.",
      defaultValue = "600")
  private int waitSeconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Backfill.Query query = new Backfill.Query(bucket, prefix, begin(since), isDryRun);
    try (StoreView view = store.open()) {
      String id = UUID.randomUUID().toString();
      view.requests().submit(Backfills.request(id, route, query));
      if (!view.isInUse()) {
        say("Asked; it begins when a Drover with this store runs route " + route + ".");
        return ExitCode.GOOD;
      }
      return report(await(view, id), view);
    }
  }

  private static Instant begin(String since) {
    if (since == null) {
      return Instant.EPOCH;
    }
    try {
      return since.length() == 10
          ? LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(since).toInstant();
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--since "
              + since
              + ": a day such as 2026-11-01 is needed, or a time such as 2026-11-01T08:00:00Z",
          e);
    }
  }

  /** The result, or null if there was none in time. */
  private JsonNode await(StoreView view, String id) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    JsonNode[] result = new JsonNode[1];
    while (result[0] == null && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      view.read(
          Backfills.TABLE,
          entry -> {
            if (entry.key().equals(id)) {
              result[0] = entry.value();
            }
          });
    }
    return result[0];
  }

  private int report(JsonNode result, StoreView view) {
    if (result == null) {
      say(
          "Not at its end after "
              + waitSeconds
              + " s: does route "
              + route
              + " run with the store "
              + view.location()
              + "? It goes on.");
      return ExitCode.FAILED;
    }
    if (result.has(Backfills.TROUBLE)) {
      throw new UsageException("backfill of " + route + ": " + result.get("trouble").asText());
    }
    long finished = result.path("finished").asLong();
    long rest = result.path("listed").asLong() - finished;
    if (isDryRun) {
      say(rest + " would be sent through " + route + ", " + finished + " are finished already");
      result.path("names").forEach(name -> say("  " + name.asText()));
      if (rest > result.path("names").size()) {
        say("  ...");
      }
      return ExitCode.GOOD;
    }
    StringJoiner outcomes = new StringJoiner(", ", "", "");
    result
        .path("outcomes")
        .properties()
        .forEach(o -> outcomes.add(o.getValue() + " " + o.getKey()));
    String what = outcomes.length() == 0 ? "nothing to do" : outcomes.toString();
    say(route + ": " + what + "; " + finished + " were finished already");
    return result.path("outcomes").has("dead") ? ExitCode.FAILED : ExitCode.GOOD;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
