package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.observe.InFlight;
import io.drover.observe.Management;
import io.drover.observe.Readiness;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteFiles;
import io.drover.store.RecordStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * The route thumbnails as {@code drover run} has it, with health, metrics and a log line for each
 * event, in a process of its own; its store is that of a {@link LedgerMode}. Each line of input is
 * answered with the {@link Span}s of the events settled since the last.
 */
final class BenchDrover {
  private BenchDrover() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the ledger mode, the store's folder, the namespace of the Workflows
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "io/drover/cli/logback.xml");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    Path folder = Path.of(arguments[1]);
    RecordStore store = LedgerMode.valueOf(arguments[0]).open(folder);
    InsideView inside = new InsideView();
    try (KubernetesClient client = Drover.kubernetesClient(null);
        Observation observation = new Observation()) {
      Main main = application(client, observation);
      main.addInitialProperty("drover.store", folder.toString());
      main.addInitialProperty("drover.thumbnails.namespace", arguments[2]);
      main.bind("insideView", inside);
      if (store != null) {
        main.bind("recordStore", store);
      }
      main.start();
      ChildProcess.say(
          main.getCamelContext()
              .getComponent("bucket", BucketComponent.class)
              .webhookAddresses()
              .get(0));
      ChildProcess.serve(new TypeReference<String>() {}, question -> inside.take());
      main.stop();
    }
  }

  private static Main application(KubernetesClient client, Observation observation) {
    Main main = new Main();
    main.bind("kubernetesClient", client);
    main.bind("inFlight", new InFlight());
    main.addMainListener(observation);
    main.configure().addRoutesBuilder(new RouteFiles(List.of(RouteFile.bundled("thumbnails"))));
    main.configure().setName("drover");
    main.configure().setAutoConfigurationLogSummary(false);
    main.configure().setRoutesIncludePattern("false");
    main.setDefaultPropertyPlaceholderLocation("false");
    main.addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    main.addInitialProperty("camel.kamelet.webhook-bucket-source.port", "0");
    return main;
  }

  /** Opens the management port at the moment that {@code drover run} does. */
  private static final class Observation extends MainListenerSupport implements AutoCloseable {
    private final Readiness readiness = new Readiness();
    private Management management;

    @Override
    public void beforeConfigure(BaseMainSupport main) {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try {
        management = new Management(main.getCamelContext(), readiness, anyPort);
      } catch (IOException e) {
        throw new IllegalStateException("opening the management port", e);
      }
      readiness.ready();
    }

    @Override
    public void close() {
      if (management != null) {
        management.close();
      }
    }
  }
}
