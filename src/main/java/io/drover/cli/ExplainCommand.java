package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Reason;
import io.drover.delivery.TransientException;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.testing.Event;
import io.drover.testing.NoOutcomeException;
import io.drover.testing.Rehearsal;
import io.drover.testing.Surroundings;
import io.drover.testing.Trace;
import io.drover.testing.TraceJson;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a route does with an event, step by step, and sends nothing. */
@Command(
    name = "explain",
    description =
        "Shows what a route does with an event, step by step, and sends nothing. With --diff, what"
            + " would change in the cluster.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples: drover explain routes/thumbnails.camel.yaml --event upload.json",
      "          kubectl get service web -o yaml |",
      "            drover explain routes/service-ingress.camel.yaml --event - --diff"
    })
final class ExplainCommand implements Callable<Integer> {
  /** How the result is written. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ROUTE.camel.yaml", description = "The file of the route.")
  private Path file;

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description =
          "The event: a notification as a bucket sends it, a Kubernetes object or event, or what"
              + " the source of the route gives; - for standard input.")
  private String event;

  @Option(
      names = "--route",
      paramLabel = "ID",
      description = "Which route of the file, if events come into several.")
  private String route;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "The content type of the object in the bucket, if the event lacks it.")
  private String contentType;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to write the result: text, or json for programs.")
  private Output output;

  @Option(
      names = "--diff",
      description =
          "Compare with the live cluster, by its own dry run. Without --event: for all objects that"
              + " the route watches.")
  private boolean diff;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A properties file; by default application.properties, if there is one.")
  private Path config;

  @Mixin private RehearsalOptions options;

  @Override
  public Integer call() {
    LogFormat.quiet();
    if (event == null && !diff) {
      throw new UsageException(
          "Which event? Give --event FILE (or - for standard input), or --diff for all objects that"
              + " the route watches; docs/why-did-nothing-happen.md has events to begin with");
    }
    String text = read(file);
    byte[] message = event == null ? null : readEvent();
    try (KubernetesClient cluster = diff ? LiveCluster.connect() : null;
        Rehearsal rehearsal =
            Rehearsal.open(List.of(new RouteFile(file.toString(), text)), surroundings(cluster))) {
      return explain(rehearsal, message);
    } catch (NoOutcomeException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.FAILED;
    } catch (KubernetesClientException | TransientException e) {
      throw new UsageException("asking the cluster: " + Reason.of(e), e);
    }
  }

  private Surroundings surroundings(KubernetesClient cluster) {
    Path folder = file.toAbsolutePath().getParent();
    Path properties = config == null ? Path.of("application.properties") : config;
    if (!Files.isReadable(properties)) {
      if (config != null) {
        throw new UsageException("--config " + config + ": there is no such file to read");
      }
      properties = null;
    }
    return options.of(folder, properties, true, cluster);
  }

  private int explain(Rehearsal rehearsal, byte[] message) {
    String entrance = entrance(rehearsal);
    PrintWriter out = spec.commandLine().getOut();
    if (message == null) {
      return new ExplainAll(rehearsal, entrance, output, out).run();
    }
    Trace trace = rehearsal.run(entrance, new Event(message, contentType, Map.of()));
    ObjectNode json = (ObjectNode) rehearsal.mask(TraceJson.of(trace));
    if (output == Output.JSON) {
      out.println(json.toPrettyString());
    } else {
      new ExplainText(out).print(json, trace);
    }
    out.flush();
    Outcome outcome = trace.settlement().outcome();
    boolean wrong = trace.sent().stream().anyMatch(sent -> !sent.problems().isEmpty());
    return wrong || outcome == Outcome.DEAD || outcome == Outcome.RETRY
        ? ExitCode.FAILED
        : ExitCode.GOOD;
  }

  private String entrance(Rehearsal rehearsal) {
    List<String> all = rehearsal.routes();
    if (route != null) {
      if (!all.contains(route)) {
        throw new UsageException(
            "--route " + route + ": " + file + " has the routes " + String.join(", ", all));
      }
      return route;
    }
    List<String> entrances = rehearsal.entrances();
    List<String> those = entrances.isEmpty() ? all : entrances;
    if (those.size() > 1) {
      throw new UsageException(
          "events come into several routes of "
              + file
              + ": choose one of "
              + String.join(", ", those)
              + " with --route");
    }
    if (those.isEmpty()) {
      throw new UsageException(file + ": it has no route that an event can enter");
    }
    return those.get(0);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageException(unreadable(file.toString(), Files.isDirectory(file)), e);
    }
  }

  private byte[] readEvent() {
    try {
      return event.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(event));
    } catch (IOException e) {
      throw new UsageException(
          unreadable("--event " + event, Files.isDirectory(Path.of(event))), e);
    }
  }

  private static String unreadable(String what, boolean folder) {
    return what + ": " + (folder ? "it is a folder, not a file" : "there is no such file to read");
  }
}
