package io.drover.cli;

import ch.qos.logback.classic.Level;
import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.demo.EmbeddedKubernetes;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.LoggerFactory;

/** The demo that stays up: both flows at work on folders that the user changes. */
final class Playground implements AutoCloseable {
  private static final int PORT = 9080;
  private static final int ANY_PORT = 0;
  private static final long LOOK_MILLIS = 300;

  private final PlayFolders folders;
  private final Words words;
  private final Deque<Closeable> open = new ArrayDeque<>();

  Playground(PlayFolders folders, Words words) {
    this.folders = folders;
    this.words = words;
  }

  /**
   * @throws UsageException if the folders cannot be used; nothing is started then
   */
  void start() {
    lock();
    try {
      Examples.write(folders.examples());
      begin();
    } catch (IOException e) {
      throw folders.unusable(e);
    }
  }

  private void lock() {
    folders.make();
    var file = folders.demoLock();
    try {
      FolderLock lock = FolderLock.take(file);
      if (lock == null) {
        throw new UsageException(
            "--dir "
                + folders.root()
                + ": another demo (process "
                + FolderLock.owner(file)
                + ") runs there; end it, or give this one another folder with --dir");
      }
      closeLater(lock::close);
    } catch (IOException e) {
      throw folders.unusable(e);
    }
  }

  private void begin() throws IOException {
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
    closeLater(kubernetes::close);
    KubernetesClient client = Drover.kubernetesClient(kubernetes.config());
    closeLater(client);
    MadeObjects made = new MadeObjects(client);
    closeLater(made::close);
    KubeObjects api = new KubeObjects(client);
    OutFolder out = new OutFolder(folders.out(), made::now, api::delete, words);
    out.clear();
    folders.clearStore();
    if (System.getenv("DROVER_LOG_LEVEL") == null) { // else each outcome is said twice
      var outcomes = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.drover.outcome");
      outcomes.setLevel(Level.OFF);
    }
    CamelContext context = startRoutes(kubernetes);
    ClusterFolder cluster = new ClusterFolder(folders.cluster(), api, Watches.of(context), words);
    URI webhook = context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
    words.welcome(Welcome.text(folders, webhook));
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    closeLater(looks::shutdown);
    Future<?> unused =
        looks.scheduleWithFixedDelay(
            () -> look(cluster, out), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private CamelContext startRoutes(EmbeddedKubernetes kubernetes) throws IOException {
    try {
      return startRoutes(kubernetes, PORT);
    } catch (UsageException e) {
      if (!isPortTaken(e)) {
        throw e;
      }
      words.say("port " + PORT + " is taken, so the webhook listens on another one");
      return startRoutes(kubernetes, ANY_PORT);
    }
  }

  private CamelContext startRoutes(EmbeddedKubernetes kubernetes, int port) throws IOException {
    RouteFile thumbnails = RouteFile.bundled("thumbnails");
    Application application =
        new Application(
                List.of(
                    thumbnails, WebhookTwin.of(thumbnails), RouteFile.bundled("service-ingress")),
                Drover.kubernetesClient(kubernetes.config()))
            .property("drover.store", folders.store().toString())
            .property("drover.thumbnails.source", "folder-bucket-source")
            .property("camel.kamelet.folder-bucket-source.folder", folders.buckets().toString())
            .property("camel.kamelet.webhook-bucket-source.port", String.valueOf(port))
            .listener(new SettlementWords(words, folders.store()));
    CamelContext context = application.start();
    closeLater(application::close);
    return context;
  }

  private static boolean isPortTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private void look(ClusterFolder cluster, OutFolder out) {
    try {
      cluster.look();
      out.look();
    } catch (IOException | RuntimeException e) {
      words.sayOnce("looking into " + folders.root() + ": " + e);
    }
  }

  private void closeLater(Closeable resource) {
    open.push(resource);
  }

  /** What was opened last is closed first. */
  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
