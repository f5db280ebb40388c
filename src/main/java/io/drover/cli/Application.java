package io.drover.cli;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Reason;
import io.drover.routes.InvalidRoutesException;
import io.drover.routes.Kamelets;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteFiles;
import io.drover.routes.RouteResources;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** A camel-main application: routes with their surroundings. */
final class Application implements AutoCloseable {
  private final Main main = new Main();
  private final Grace grace = new Grace();
  private final Observation observation = new Observation();

  /**
   * @param client closed with it
   */
  Application(List<RouteFile> routes, KubernetesClient client) {
    main.bind("kubernetesClient", client);
    main.configure().addRoutesBuilder(new RouteFiles(routes));
    main.configure().setName("drover");
    main.configure().setAutoConfigurationLogSummary(false); // it would print parameters of kamelets
    main.configure().setRoutesIncludePattern("false");
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setShutdownStrategy(new SimpleMainShutdownStrategy()); // Ending hears the signals
    main.addMainListener(grace);
    main.bind("inFlight", observation.inFlight());
    kamelets(null, null);
  }

  /** Reads properties from a file, which may be missing if it is not the user who named it. */
  Application config(Path file, boolean optional) {
    if (!optional && !Files.isReadable(file)) {
      throw new UsageException("--config " + file + ": there is no such file to read");
    }
    main.setPropertyPlaceholderLocations("file:" + file + (optional ? ";optional=true" : ""));
    return this;
  }

  Application property(String key, String value) {
    main.addInitialProperty(key, value);
    return this;
  }

  /** The folder in which scripts and manifests of the routes are looked for first. */
  Application routesFolder(Path folder) {
    return property(RouteResources.FOLDER_PROPERTY, folder.toString());
  }

  /**
   * Where kamelets are before the bundled ones.
   *
   * @param folder or null
   * @param routes the folder of the routes, or null
   */
  Application kamelets(Path folder, Path routes) {
    return property("camel.component.kamelet.location", Kamelets.location(folder, routes));
  }

  /** Opens the management port, unless properties say otherwise. */
  Application observed() {
    main.addMainListener(observation);
    return this;
  }

  Application listener(DeliveryListener listener) {
    return bean("settlementListener", listener);
  }

  /** Binds something in Camel's registry. */
  Application bean(String name, Object bean) {
    main.bind(name, bean);
    return this;
  }

  /**
   * Starts the routes.
   *
   * @throws InvalidRoutesException if one is wrong
   * @throws UsageException if its surroundings are, such as a port in use
   */
  CamelContext start() {
    try {
      main.start();
      observation.readiness().ready();
      return main.getCamelContext();
    } catch (Exception e) {
      close();
      throw explained(e);
    }
  }

  private static RuntimeException explained(Exception failure) {
    String where = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidRoutesException || cause instanceof UsageException) {
        return (RuntimeException) cause;
      }
      if (cause instanceof FailedToStartRouteException failed) {
        where = "starting route " + failed.getRouteId() + ": ";
      }
      if (cause.getCause() instanceof BindException) {
        return new UsageException(where + cause.getMessage(), failure);
      }
    }
    return new UsageException(where + Reason.of(failure), failure);
  }

  /** The end of this process, by signals. */
  Ending ending() {
    return new Ending(grace::seconds, observation.inFlight()::describe);
  }

  /** Says to those who ask that it takes no more events. */
  void draining() {
    observation.readiness().draining();
  }

  /** Lets what is in flight end, as long as the grace allows, and then closes what it used. */
  @Override
  public void close() {
    main.stop();
    KubernetesClient client = main.lookup("kubernetesClient", KubernetesClient.class);
    if (client != null) {
      client.close();
    }
    observation.close();
  }
}
