package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.jetstream.JetStreamComponent;
import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import io.drover.servers.Ports;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The same uploads by all ways that a real MinIO has to tell of them. */
@RequiresServers({"minio", "nats"})
class OneIdIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String TOKEN = "a-token";
  private static final List<String> KEYS =
      List.of(
          "a b.gif",
          "a+b.gif",
          "100%.gif",
          "%2F%20.gif",
          "é€😀.gif",
          "it's \"x\".gif",
          "a&b<c>.gif",
          "-a@b=c.gif",
          "folder/",
          "empty");

  @TempDir private Path records;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private NatsServer nats;
  private Minio minio;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer();
    int port = Ports.free();
    minio = new Minio("http://127.0.0.1:" + port + "/told", TOKEN, nats, "uploads.told");
    s3 = minio.client();
    context.getPropertiesComponent().addInitialProperty("drover.store", records.toString());
    context
        .getPropertiesComponent()
        .addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(nats.url());
    context.addComponent("jetstream", component);
    String buckets = "plain,versioned";
    String store =
        "&endpoint="
            + minio.url()
            + "&accessKey="
            + Minio.user()
            + "&secretKey="
            + Minio.password();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("kamelet:minio-bucket-source?sweepSeconds=0&bucket=" + buckets + store)
                .routeId("listen")
                .to("log:done?level=DEBUG");
            from("kamelet:webhook-bucket-source?path=/told&token="
                    + (TOKEN + "&port=" + port + "&bucket=" + buckets))
                .routeId("webhook")
                .to("log:done?level=DEBUG");
            from("kamelet:jetstream-bucket-source?stream=UPLOADS&streamSubjects=uploads.>&bucket="
                    + (buckets + store))
                .routeId("jetstream")
                .to("log:done?level=DEBUG");
            from("kamelet:minio-bucket-source?listen=false&sweepSeconds=1&bucket="
                    + (buckets + store))
                .routeId("sweep")
                .to("log:done?level=DEBUG");
          }
        });
    minio.makeBucket("plain");
    minio.makeBucket("versioned");
    minio.keepVersions("versioned");
    context.start();
    await().atMost(LONG).until(() -> health("listen").get("connected").equals(2));
    await().atMost(LONG).until(() -> health("sweep").containsKey("lastSweep"));
    await().atMost(LONG).until(() -> health("jetstream").containsKey("lastSweep"));
  }

  @AfterEach
  void stop() {
    context.stop();
    s3.close();
    minio.close();
    nats.close();
  }

  private Map<String, Object> health(String route) {
    return context
        .getRegistry()
        .lookupByNameAndType("drover-health-bucket:" + route, HealthDetail.class)
        .data();
  }

  private void upload(String bucket, String key) {
    s3.putObject(
        b -> b.bucket(bucket).key(key),
        key.equals("empty") ? RequestBody.empty() : RequestBody.fromString("of " + key));
  }

  private Set<String> of(String route, Function<Settlement, String> attribute) {
    return settled.stream()
        .filter(each -> each.route().equals(route) && each.outcome().word().equals("done"))
        .map(attribute)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void anUploadHasOneIdByListeningWebhookStreamAndSweep() {
    for (String bucket : List.of("plain", "versioned")) {
      KEYS.forEach(key -> upload(bucket, key));
    }
    upload("versioned", "a b.gif");
    s3.copyObject(
        b ->
            b.sourceBucket("plain")
                .sourceKey("a+b.gif")
                .destinationBucket("versioned")
                .destinationKey("copied+.gif"));
    int all = 2 * KEYS.size() + 2;
    for (String route : List.of("listen", "webhook", "jetstream", "sweep")) {
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(of(route, s -> s.event().id())).as(route).hasSize(all));
      assertThat(of(route, s -> s.event().id())).isEqualTo(of("listen", s -> s.event().id()));
      assertThat(of(route, s -> s.event().subject()))
          .as(route)
          .containsExactlyInAnyOrderElementsOf(of("listen", s -> s.event().subject()))
          .containsAll(KEYS);
    }
    assertThat(settled)
        .allMatch(
            s ->
                s.route().equals("sweep")
                    == "listing".equals(s.event().extensions().get("droverfound")));
  }
}
