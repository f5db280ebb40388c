package io.drover.cli;

import io.drover.Drover;
import io.drover.routes.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs routes against a cluster until it is told to stop. */
@Command(
    name = "run",
    description = "Runs routes against the cluster of the kubeconfig or the in-cluster account.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: drover run --routes ./routes --config drover.properties"})
final class RunCommand implements Callable<Integer> {
  @Option(names = "--routes", paramLabel = "DIR", description = "A folder with *.camel.yaml files.")
  private Path routes;

  @Option(names = "--bundled", description = "Run the routes that come with Drover.")
  private boolean bundled;

  @Option(
      names = "--kamelets",
      paramLabel = "DIR",
      description = "A folder with *.kamelet.yaml files, which come before the bundled ones.")
  private Path kamelets;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A properties file; by default application.properties, if there is one.")
  private Path config;

  @Option(
      names = "--log-format",
      defaultValue = "${env:DROVER_LOG_FORMAT:-text}",
      description =
          "How log lines are written: text, or json, an object a line; by default as"
              + " DROVER_LOG_FORMAT says.")
  private LogFormat logFormat;

  @Override
  public Integer call() throws InterruptedException {
    logFormat.choose();
    return run(LoggerFactory.getLogger(RunCommand.class));
  }

  private int run(Logger log) throws InterruptedException {
    List<RouteFile> files = routeFiles();
    Kubeconfig.require();
    Application application = new Application(files, Drover.kubernetesClient(null));
    application.config(config == null ? Path.of("application.properties") : config, config == null);
    application.kamelets(kamelets, routes);
    if (routes != null) {
      application.routesFolder(routes);
    }
    Ending ending = application.observed().ending();
    ending.onSignal(application::draining);
    CamelContext context = application.start();
    log.info("drover runs {}", RunningRoutes.describe(context));
    ending.await();
    application.close();
    ending.sayHandedBack();
    return ExitCode.GOOD;
  }

  private List<RouteFile> routeFiles() {
    if (routes == null && !bundled) {
      throw new UsageException("Which routes? Give --routes DIR, or --bundled, or both.");
    }
    List<RouteFile> files = new ArrayList<>();
    if (routes != null) {
      if (!Files.isDirectory(routes)) {
        throw new UsageException("--routes " + routes + ": there is no such folder");
      }
      try {
        files.addAll(RouteFile.in(routes));
      } catch (IOException e) {
        throw new UsageException("--routes " + routes + ": " + e.getMessage(), e);
      }
      if (files.isEmpty()) {
        throw new UsageException("--routes " + routes + ": no *.camel.yaml file is in it");
      }
    }
    if (kamelets != null && !Files.isDirectory(kamelets)) {
      throw new UsageException("--kamelets " + kamelets + ": there is no such folder");
    }
    if (bundled) {
      files.addAll(RouteFile.bundled());
    }
    return files;
  }
}
