package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import io.drover.jetstream.JetStreamComponent;
import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a real MinIO publishes to a real stream. */
@RequiresServers({"nats", "minio"})
class JetStreamBucketIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path store;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private NatsServer nats;
  private Minio minio;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    context
        .getPropertiesComponent()
        .addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(nats.url());
    context.addComponent("jetstream", component);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("kamelet:jetstream-bucket-source?bucket=acme&prefix=in/&stream=UPLOADS"
                    + "&streamSubjects=uploads.>&backoff=0.2")
                .routeId("uploads")
                .to("log:done?level=DEBUG");
          }
        });
    context.start();
    minio = new Minio(nats, "uploads.acme");
    minio.makeBucket("acme");
    s3 = minio.client();
  }

  @AfterEach
  void stop() {
    s3.close();
    context.stop();
    minio.close();
    nats.close();
  }

  private void upload(String key) {
    s3.putObject(
        b -> b.bucket("acme").key(key).contentType("image/gif"), RequestBody.fromString(key));
  }

  /** What MinIO takes right after its start it may tell nobody. */
  private void awaitEvents() {
    AtomicInteger probes = new AtomicInteger();
    await()
        .atMost(LONG)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              upload("elsewhere/probe-" + probes.incrementAndGet());
              return subjects("filtered").stream().anyMatch(key -> key.contains("probe"));
            });
  }

  private List<String> subjects(String outcome) {
    return settled.stream()
        .filter(each -> each.outcome().word().equals(outcome))
        .map(each -> each.event().subject())
        .toList();
  }

  @Test
  void anUploadIsAnEventWithItsKeyAndThatOfAnotherPrefixIsFiltered() {
    upload("in/My Bear+1 100% é.gif");
    upload("elsewhere/a.gif");
    await().atMost(LONG).until(() -> settled.size() == 2);
    assertThat(subjects("done")).containsExactly("in/My Bear+1 100% é.gif");
    assertThat(subjects("filtered")).containsExactly("elsewhere/a.gif");
  }

  @Test
  void uploadsWhileTheStreamOrMinioIsAwayAllArriveOnce() {
    List<String> keys = IntStream.range(0, 60).mapToObj(n -> "in/" + n + ".gif").toList();
    keys.subList(0, 20).forEach(this::upload);
    nats.close();
    keys.subList(20, 40).forEach(this::upload);
    nats.start();
    minio.terminate(); // what it has answered is in its queue
    minio.start();
    awaitEvents();
    keys.subList(40, 60).forEach(this::upload);
    await().atMost(LONG).untilAsserted(() -> assertThat(subjects("done")).hasSize(60));
    assertThat(subjects("done")).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(subjects("dead")).isEmpty();
  }
}
