package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.Circuit;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.delivery.UnavailableException;
import io.drover.servers.ElasticMq;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the messages of a local SQS, and when. */
class SqsBucketTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final ElasticMq sqs = new ElasticMq();
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final Map<String, List<Long>> begun = new ConcurrentHashMap<>();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void prepare() {
    context
        .getPropertiesComponent()
        .addInitialProperty("drover.store", folder.resolve("store").toString());
    context
        .getPropertiesComponent()
        .addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
  }

  @AfterEach
  void stop() {
    released.countDown();
    context.stop();
    sqs.close();
  }

  private void start(String options) throws Exception {
    String uri =
        "kamelet:sqs-bucket-source?bucket=acme&prefix=in/&region=eu-central-1&waitSeconds=1"
            + "&accessKey=k&secretKey=s&endpoint="
            + sqs.endpoint()
            + options;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId("uploads").process(SqsBucketTest.this::work).to("log:x?level=DEBUG");
          }
        });
    context.start();
  }

  /** The key says what happens. */
  private void work(Exchange exchange) throws Exception {
    String key = exchange.getMessage().getHeader("ce-subject", String.class);
    order.add(key);
    List<Long> times = begun.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>());
    times.add(System.nanoTime());
    if (key.contains("slow")) {
      released.await();
    } else if (key.contains("dead")) {
      throw new PermanentException("never");
    } else if (key.contains("later") && times.size() == 1) {
      throw new UnavailableException("not yet", Duration.ofMillis(2_500));
    }
  }

  private static String upload(String key) {
    return "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\","
        + "\"s3\":{\"bucket\":{\"name\":\"acme\"},\"object\":{\"key\":\""
        + key
        + "\",\"eTag\":\"e\",\"sequencer\":\"1\"}}}]}";
  }

  private List<String> outcomes() {
    return settled.stream().map(s -> s.event().subject() + " " + s.outcome().word()).toList();
  }

  private void awaitEmpty(String queue) {
    await().atMost(LONG).until(() -> sqs.waiting(queue) + sqs.taken(queue) == 0);
  }

  private HealthDetail health() {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("source:uploads"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsDoneOrFilteredIsDeletedWhateverItIsWrappedIn() throws Exception {
    sqs.makeQueue("q");
    start("&queue=q");
    sqs.send("q", upload("in/My+Bear%2B1.gif"));
    sqs.send("q", upload("out/a.gif"));
    sqs.send(
        "q",
        "{\"Type\":\"Notification\",\"MessageId\":\"1\",\"TopicArn\":\"arn:aws:sns:eu-central-1:1:t\",\"Message\":\""
            + upload("in/sns.gif").replace("\"", "\\\"")
            + "\"}");
    sqs.send(
        "q",
        "{\"version\":\"0\",\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"reason\":\"PutObject\","
            + "\"bucket\":{\"name\":\"acme\"},\"object\":{\"key\":\"in/bridge.gif\",\"etag\":\"e\",\"sequencer\":\"1\"}}}");
    sqs.send("q", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"acme\"}");
    await().atMost(LONG).until(() -> settled.size() == 5);
    assertThat(outcomes())
        .containsExactlyInAnyOrder(
            "in/My Bear+1.gif done",
            "out/a.gif filtered",
            "in/sns.gif done",
            "in/bridge.gif done",
            "null filtered");
    awaitEmpty("q");
    assertThat(health().isWell()).isTrue();
  }

  @Test
  void whatIsTriedAgainComesAgainNotSoonerThanItWasAskedFor() throws Exception {
    sqs.makeQueue("q");
    start("&queue=q&visibilitySeconds=1");
    sqs.send("q", upload("in/later.gif"));
    await().atMost(LONG).until(() -> outcomes().contains("in/later.gif done"));
    List<Long> times = begun.get("in/later.gif");
    assertThat(outcomes()).containsExactly("in/later.gif retry", "in/later.gif done");
    assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
        .isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(8));
    awaitEmpty("q");
  }

  @Test
  void whatIsAtWorkForLongerThanTheVisibilityTimeoutIsKeptFromOthers() throws Exception {
    sqs.makeQueue("q");
    start("&queue=q&visibilitySeconds=2");
    sqs.send("q", upload("in/slow.gif"));
    await().atMost(LONG).until(() -> order.size() == 1);
    await()
        .atMost(LONG)
        .during(Duration.ofSeconds(5))
        .until(() -> sqs.receive("q").isEmpty() && order.size() == 1);
    released.countDown();
    awaitEmpty("q");
    assertThat(outcomes()).containsExactly("in/slow.gif done");
  }

  @Test
  void whatCannotSucceedOrBeReadIsADeadLetterAndThenDeleted() throws Exception {
    sqs.makeQueue("q");
    start("&queue=q");
    sqs.send("q", upload("in/dead.gif"));
    sqs.send("q", "no JSON");
    await().atMost(LONG).until(() -> settled.size() == 2);
    assertThat(settled).allMatch(s -> s.outcome().word().equals("dead"));
    assertThat(Settlements.of(context).stored().deadLetters()).isEqualTo(2);
    awaitEmpty("q");
  }

  @Test
  void theServiceMayBeAwayAtTheStartAndLater() throws Exception {
    sqs.makeQueue("q");
    sqs.send("q", upload("in/a.gif"));
    sqs.stop();
    start("&queue=q");
    await()
        .atMost(LONG)
        .until(() -> String.valueOf(health().data().get("trouble")).contains("onnect"));
    assertThat(health().isWell()).isFalse();
    sqs.start();
    await().atMost(LONG).until(() -> outcomes().contains("in/a.gif done"));
    sqs.stop();
    await().atMost(LONG).until(() -> !health().isWell());
    sqs.start();
    sqs.send("q", upload("in/b.gif"));
    await().atMost(LONG).until(() -> outcomes().contains("in/b.gif done"));
    awaitEmpty("q");
    assertThat(health().isWell()).isTrue();
  }

  @Test
  void aQueueThatIsNotThereYetIsSaid() throws Exception {
    start("&queue=q");
    await()
        .atMost(LONG)
        .until(
            () -> String.valueOf(health().data().get("trouble")).contains("queue does not exist"));
    sqs.makeQueue("q");
    sqs.send("q", upload("in/a.gif"));
    await().atMost(LONG).until(() -> outcomes().contains("in/a.gif done"));
  }

  @Test
  void ofAGroupNothingGoesBeforeWhatIsTriedAgainAndOtherGroupsGoOn() throws Exception {
    sqs.makeQueue("q.fifo");
    for (int i = 0; i < 4; i++) {
      sqs.send("q.fifo", "a", upload("in/a" + i + (i == 1 ? "later" : "")));
      sqs.send("q.fifo", "b", upload("in/b" + i));
    }
    start("&queue=q.fifo");
    awaitEmpty("q.fifo");
    List<String> done =
        settled.stream()
            .filter(s -> s.outcome().word().equals("done"))
            .map(s -> s.event().subject())
            .toList();
    assertThat(done).hasSize(8);
    assertThat(done.stream().filter(key -> key.startsWith("in/a")))
        .containsExactly("in/a0", "in/a1later", "in/a2", "in/a3");
    assertThat(done.stream().filter(key -> key.startsWith("in/b")))
        .containsExactly("in/b0", "in/b1", "in/b2", "in/b3");
    assertThat(done.indexOf("in/b3")).isLessThan(done.indexOf("in/a1later"));
  }

  @Test
  void aRouteThatStopsFinishesWhatIsAtWorkAndHandsBackWhatWaits() throws Exception {
    sqs.makeQueue("q");
    for (int i = 0; i < 2; i++) {
      sqs.send("q", upload("in/slow" + i));
    }
    start("&queue=q&concurrency=1");
    await().atMost(LONG).until(() -> sqs.taken("q") == 2 && order.size() == 1);
    Thread stop = new Thread(context::stop);
    stop.start();
    await().atMost(LONG).until(() -> context.isStopping());
    released.countDown();
    stop.join();
    assertThat(order).hasSize(1);
    assertThat(sqs.receive("q")).hasSize(1);
    assertThat(outcomes()).containsExactly(order.get(0) + " done");
  }

  @Test
  void whileTheRouteIsHeldNothingIsTaken() throws Exception {
    sqs.makeQueue("q");
    start("&queue=q");
    await().atMost(LONG).until(() -> health().isWell());
    leaveAlone("uploads", 6);
    await().pollDelay(Duration.ofMillis(1_500)).until(() -> true); // the request that waits ends
    sqs.send("q", upload("in/a.gif"));
    await().during(Duration.ofMillis(1_500)).until(() -> sqs.waiting("q") == 1);
    await().atMost(LONG).until(() -> outcomes().contains("in/a.gif done"));
  }

  /** An API that the route acts on asks for some seconds of rest. */
  private void leaveAlone(String route, int seconds) {
    Status status =
        new StatusBuilder()
            .withCode(503)
            .withNewDetails()
            .withRetryAfterSeconds(seconds)
            .endDetails()
            .build();
    KubernetesClientException answer = new KubernetesClientException(status);
    Circuit circuit = Settlements.of(context).circuit("an API");
    assertThatThrownBy(
            () ->
                circuit.call(
                    route,
                    () -> {
                      throw answer;
                    }))
        .isSameAs(answer);
  }

  @Test
  void keysInFilesAreReadWhenTheyAreThere() throws Exception {
    sqs.makeQueue("q");
    sqs.send("q", upload("in/a.gif"));
    Path access = Files.writeString(folder.resolve("access"), "k\n");
    Path secret = folder.resolve("secret");
    start("&queue=q&accessKeyFile=" + access + "&secretKeyFile=" + secret);
    await()
        .atMost(LONG)
        .until(
            () ->
                String.valueOf(health().data().get("trouble")).contains("secretKeyFile=" + secret));
    Files.writeString(secret, "s\n");
    await().atMost(LONG).until(() -> outcomes().contains("in/a.gif done"));
  }
}
