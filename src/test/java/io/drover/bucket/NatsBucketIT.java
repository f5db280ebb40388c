package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.delivery.TransientException;
import io.drover.servers.Minio;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of messages of core NATS, by a real server. */
@RequiresServers({"nats", "minio"})
class NatsBucketIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path store;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<DefaultCamelContext> contexts = new ArrayList<>();
  private NatsServer server;

  @BeforeEach
  void begin() {
    server = new NatsServer();
  }

  @AfterEach
  void stop() {
    released.countDown();
    contexts.forEach(DefaultCamelContext::stop);
    server.close();
  }

  private DefaultCamelContext start(String options) throws Exception {
    return start(server.url(), options);
  }

  private DefaultCamelContext start(String servers, String options) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context
        .getPropertiesComponent()
        .addInitialProperty("drover.store", store.resolve("s" + contexts.size()).toString());
    context
        .getPropertiesComponent()
        .addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    contexts.add(context);
    String uri =
        "kamelet:nats-bucket-source?bucket=acme&subject=uploads.>&servers=RAW("
            + servers
            + ")"
            + options;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId("uploads").process(NatsBucketIT.this::work).to("log:x?level=DEBUG");
          }
        });
    context.start();
    return context;
  }

  private DefaultCamelContext startAndListen(String options) throws Exception {
    DefaultCamelContext context = start(options);
    await().atMost(LONG).until(() -> health(context).isWell());
    return context;
  }

  /** The key says what happens. */
  private void work(Exchange exchange) throws Exception {
    headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
    String key = exchange.getMessage().getHeader("ce-subject", String.class);
    int made = tries.merge(key, 1, Integer::sum);
    if (key.contains("slow")) {
      released.await();
    }
    if (key.contains("never") || (key.contains("later") && made < 3)) {
      throw new TransientException("not yet");
    }
  }

  private void publish(String... keys) throws Exception {
    Connection connection = server.connect();
    for (String key : keys) {
      Headers sent = new Headers().add("Nats-Msg-Id", "1").add("Other", "2");
      connection.publish("uploads.acme", "back.to.me", sent, upload(key));
    }
    connection.flush(LONG);
    connection.close();
  }

  private static byte[] upload(String key) {
    String text =
        "{\"EventName\":\"s3:ObjectCreated:Put\",\"Key\":\"acme/k\",\"Records\":[{\"eventSource\":\"minio:s3\","
            + "\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"acme\"},\"object\":{\"key\":\""
            + key
            + "\",\"eTag\":\"e\",\"sequencer\":\"18EAA517687C0D41\"}}}]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> outcomes() {
    return settled.stream().map(s -> s.event().subject() + " " + s.outcome().word()).toList();
  }

  private long done() {
    return outcomes().stream().filter(text -> text.endsWith("done")).count();
  }

  private static HealthDetail health(DefaultCamelContext context) {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("source:uploads"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMessageIsAnEventOfWhichNoHeaderAndNoAnswerComes() throws Exception {
    DefaultCamelContext context = startAndListen("");
    Connection other = server.connect();
    Subscription answers = other.subscribe("back.to.me");
    other.flush(LONG);
    publish("My+Bear%2B1.gif");
    await().atMost(LONG).until(() -> done() == 1);
    assertThat(outcomes()).containsExactly("My Bear+1.gif done");
    assertThat(headers.get(0).keySet()).allMatch(name -> name.startsWith("ce-"));
    assertThat(answers.nextMessage(Duration.ofMillis(500))).isNull();
    other.close();
    assertThat(health(context).data()).containsEntry("atWork", 0);
  }

  @Test
  void ofReplicasOneGetsEachMessage() throws Exception {
    startAndListen("");
    startAndListen("");
    String[] keys = IntStream.range(0, 40).mapToObj(n -> n + ".gif").toArray(String[]::new);
    publish(keys);
    await().atMost(LONG).until(() -> done() == keys.length);
    await().during(Duration.ofMillis(300)).until(() -> settled.size() == keys.length);
  }

  @Test
  void theServersMayBeAwayAtTheStartAndLater() throws Exception {
    server.close();
    DefaultCamelContext context = start("");
    await()
        .atMost(LONG)
        .until(() -> String.valueOf(health(context).data().get("trouble")).contains("onnect"));
    server.start();
    await().atMost(LONG).until(() -> health(context).isWell());
    publish("a.gif");
    await().atMost(LONG).until(() -> done() == 1);
    server.close();
    await().atMost(LONG).until(() -> !health(context).isWell());
    server.start();
    await().atMost(LONG).until(() -> health(context).isWell());
    publish("b.gif");
    await().atMost(LONG).until(() -> done() == 2);
  }

  @Test
  void aSubscriptionThatIsRefusedShowsInHealthAndIsTriedAgain() throws Exception {
    server.close();
    server.start(
        "authorization { users = [ {user: u, password: secret-pw, permissions: {subscribe: \"other\"}} ] }");
    String servers = server.url().replace("nats://", "nats://u:secret-pw@");
    DefaultCamelContext context = start(servers, "");
    await()
        .atMost(LONG)
        .until(() -> String.valueOf(health(context).data().get("trouble")).contains("ermissions"));
    assertThat(health(context).data().toString()).doesNotContain("secret-pw");
    server.close();
    server.start();
    await().atMost(LONG).until(() -> health(context).isWell());
    publish("a.gif");
    await().atMost(LONG).until(() -> done() == 1);
  }

  @Test
  void whatCannotBeDoneYetIsTriedAgainFromMemory() throws Exception {
    startAndListen("");
    publish("later.gif");
    await().atMost(LONG).until(() -> done() == 1);
    assertThat(outcomes()).containsExactly("later.gif retry", "later.gif retry", "later.gif done");
  }

  @Test
  void whatCannotBeDoneInTimeIsADeadLetterThatCanBeReplayed() throws Exception {
    DefaultCamelContext context = startAndListen("&retrySeconds=1");
    publish("never.gif");
    await().atMost(LONG).until(() -> outcomes().contains("never.gif dead"));
    assertThat(settled.get(settled.size() - 1).reason())
        .contains("tried for 1 s", "uploads.> does not keep it", "not yet");
    assertThat(Settlements.of(context).stored().deadLetters()).isEqualTo(1);
    await().atMost(LONG).until(() -> health(context).data().get("atWork").equals(0));
  }

  @Test
  void aRouteThatStopsFinishesWhatItHasAndLosesNothing() throws Exception {
    DefaultCamelContext context = startAndListen("&concurrency=2");
    publish("slow1.gif", "slow2.gif", "a.gif", "b.gif", "never.gif");
    await()
        .atMost(LONG)
        .until(() -> tries.size() == 2 && health(context).data().get("atWork").equals(5));
    Thread stop = new Thread(context::stop);
    stop.start();
    await().atMost(LONG).until(context::isStopping);
    released.countDown();
    stop.join();
    assertThat(outcomes())
        .contains("slow1.gif done", "slow2.gif done", "a.gif done", "b.gif done", "never.gif dead");
  }

  @Test
  void anUploadIntoMinioIsAnEventWithItsKey() throws Exception {
    startAndListen("&prefix=in/");
    try (Minio minio = Minio.withCoreNats(server, "uploads.acme")) {
      minio.makeBucket("acme");
      try (S3Client s3 = minio.client()) {
        for (String key : List.of("in/My Bear+1 100% \u00e9.gif", "elsewhere/a.gif")) {
          s3.putObject(b -> b.bucket("acme").key(key), RequestBody.fromString(key));
        }
      }
      await().atMost(LONG).until(() -> settled.size() == 2);
    }
    assertThat(outcomes())
        .containsExactlyInAnyOrder("in/My Bear+1 100% \u00e9.gif done", "elsewhere/a.gif filtered");
  }
}
