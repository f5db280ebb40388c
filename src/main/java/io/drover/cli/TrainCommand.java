package io.drover.cli;

import io.drover.cli.Samples.Sample;
import io.drover.routes.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does what other commands do, with what is in the jar, for a JVM that keeps the classes which it
 * sees in an archive. Needs no network, and leaves nothing behind.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Does what other commands do, for a JVM that keeps the classes in an archive.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: java -XX:ArchiveClassesAtExit=drover.jsa -jar drover.jar train"})
final class TrainCommand implements Callable<Integer> {
  private static final String TESTS =
      """
      tests:
        - name: an upload submits a Workflow
          route: thumbnails
          in: [{file: dov-bear.json}]
          out: [{step: submit, contains: {kind: Workflow}, jq: '.metadata | has("annotations")'}]
          outcome: done
        - name: a Service has an Ingress
          route: service-ingress
          in: [{file: fortune-svc.yaml}]
          out: [{step: reconcile, contains: [{kind: Ingress}], jq: 'length == 1'}]
          outcome: done
      """;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("drover-train");
    try {
      return train(folder) ? ExitCode.GOOD : ExitCode.FAILED;
    } finally {
      delete(folder);
    }
  }

  /** Whether all went well. */
  private static boolean train(Path folder) throws IOException {
    for (Sample sample : Samples.bundled()) {
      Files.writeString(folder.resolve(sample.name()), sample.text());
    }
    Files.writeString(folder.resolve("train.test.yaml"), TESTS);
    String uploads = route(folder, "thumbnails");
    String services = route(folder, "service-ingress");
    long bad =
        Stream.of(
                List.of("demo", "--once"), // the first one, as those that follow log nothing
                List.of("test", folder.toString()),
                List.of("explain", uploads, "--event", file(folder, "dov-bear.json")),
                List.of("explain", services, "--event", file(folder, "fortune-svc.yaml")),
                List.of("dead-letters", "list", "--store", folder.toString()),
                List.of("--help"))
            .filter(command -> Main.run(command.toArray(String[]::new)) != ExitCode.GOOD)
            .count();
    return bad == 0;
  }

  private static String file(Path folder, String name) {
    return folder.resolve(name).toString();
  }

  private static String route(Path folder, String id) throws IOException {
    return Files.writeString(folder.resolve(id + ".camel.yaml"), RouteFile.bundled(id).text())
        .toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
