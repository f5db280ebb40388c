package io.drover.cli;

import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.cli.Samples.Sample;
import io.drover.delivery.Settlement;
import io.drover.demo.EmbeddedKubernetes;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Both flows at work on samples, in this process. */
final class DemoRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedKubernetes kubernetes;
  private final KubernetesClient client;
  private final Settled settled = new Settled();
  private final Path folder;
  private final PrintWriter words;
  private final Application application;
  private CamelContext context;

  private DemoRun(EmbeddedKubernetes kubernetes, Path folder, PrintWriter words) {
    this.kubernetes = kubernetes;
    this.folder = folder;
    this.words = words;
    this.client = Drover.kubernetesClient(kubernetes.config());
    this.application =
        new Application(RouteFile.bundled(), Drover.kubernetesClient(kubernetes.config()))
            .property("drover.store", folder.toString())
            .property("drover.thumbnails.source", "webhook-bucket-source")
            .property("camel.kamelet.webhook-bucket-source.port", "0")
            .listener(settled);
  }

  /**
   * @param words where to say what happens
   */
  static DemoRun start(PrintWriter words) throws IOException {
    Path folder = Files.createTempDirectory("drover-demo");
    DemoRun run = new DemoRun(EmbeddedKubernetes.start(), folder, words);
    run.context = run.application.start();
    return run;
  }

  /** Feeds samples to the routes, each after the one before is done; whether all ended well. */
  boolean work(List<Sample> samples) throws IOException, InterruptedException {
    boolean good = true;
    for (Sample sample : samples) {
      good &= sample.isBucketEvent() ? post(sample) : create(sample);
    }
    return good;
  }

  private boolean post(Sample sample) throws IOException, InterruptedException {
    URI address = context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofString(sample.text()))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    words.println(sample.name() + ": " + response.body());
    return response.statusCode() == 200;
  }

  private boolean create(Sample sample) throws InterruptedException {
    boolean good = true;
    for (GenericKubernetesResource object : Manifests.read(sample.name(), sample.text())) {
      HasMetadata created = apply(sample, object);
      if (Watches.of(context).take(created)) {
        good &= awaitOutcome(sample, created);
      } else {
        words.println(sample.name() + ": no route watches " + name(created));
      }
    }
    return good;
  }

  private HasMetadata apply(Sample sample, GenericKubernetesResource object) {
    try {
      return new KubeObjects(client).apply(object);
    } catch (KubernetesClientException e) {
      throw new UsageException(
          sample.name() + ": creating " + name(object) + ": " + e.getMessage(), e);
    }
  }

  private boolean awaitOutcome(Sample sample, HasMetadata object) throws InterruptedException {
    String id = object.getMetadata().getUid() + "." + object.getMetadata().getResourceVersion();
    Optional<Settlement> found = settled.await(s -> s.event().id().equals(id), PATIENCE);
    if (found.isEmpty()) {
      words.println(sample.name() + ": no outcome within " + PATIENCE.toSeconds() + " s");
      return false;
    }
    Settlement settlement = found.get();
    words.println(sample.name() + ": " + settlement.outcome().word() + ": " + settlement.reason());
    return settlement.outcome() != Outcome.DEAD && settlement.outcome() != Outcome.RETRY;
  }

  private static String name(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /** Prints what the routes made, in the order in which they made it. */
  void print(PrintWriter out) {
    Manifests.made(client).forEach(object -> out.print("---\n" + Manifests.yaml(object)));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    application.close();
    client.close();
    kubernetes.close();
    Folders.delete(folder);
  }
}
