package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.Minio;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a source hears of a real MinIO, and what it finds when it heard nothing. */
@RequiresServers("minio")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path records;
  private Minio minio;
  private S3Client s3;
  private BucketRoute route;
  private final AtomicInteger buckets = new AtomicInteger();
  private String acme;

  @BeforeAll
  void start() {
    minio = Minio.withoutTargets();
    s3 = minio.client();
  }

  @AfterAll
  void stop() {
    s3.close();
    minio.close();
  }

  @BeforeEach
  void makeBucket() {
    acme = "acme-" + buckets.incrementAndGet();
    minio.makeBucket(acme);
  }

  @AfterEach
  void close() {
    if (route != null) {
      route.close();
    }
  }

  private void upload(String key) {
    s3.putObject(
        b -> b.bucket(acme).key(key).contentType("image/gif"), RequestBody.fromString(key));
  }

  private void listen(String options) throws Exception {
    listenAt(minio.url().toString(), options);
  }

  private void listenAt(String endpoint, String options) throws Exception {
    route = BucketRoute.minio(records, acme, Stores.at(endpoint), options);
    await().atMost(SOON).until(route::isConnected);
  }

  @Test
  void anUploadIsHeardAtOnceAndARemovalToo() throws Exception {
    listen("prefix=in/&suffix=.gif,.png&events=s3:ObjectCreated:Put,s3:ObjectRemoved:*");
    upload("in/My Bear+1 100% é.gif");
    upload("in/a.txt");
    upload("elsewhere/a.gif");
    s3.deleteObject(b -> b.bucket(acme).key("in/My Bear+1 100% é.gif"));
    upload("in/b.png");
    await().atMost(SOON).until(() -> route.keys("done").contains("in/b.png"));
    await().atMost(SOON).until(() -> route.settled().size() == 3);
    assertThat(route.keys("done"))
        .containsExactlyInAnyOrder(
            "in/My Bear+1 100% é.gif", "in/My Bear+1 100% é.gif", "in/b.png");
    assertThat(route.foundByListing()).isEmpty();
  }

  @Test
  void starsAndQuestionMarksInAPrefixAreMeantToTheLetter() throws Exception {
    listen("prefix=RAW(a*b?/,c/../d)");
    upload("a*b?/1");
    upload("axxb?/2");
    upload("axb1/3");
    upload("c/4");
    upload("a*b?/5");
    await().atMost(SOON).until(() -> route.keys("done").contains("a*b?/5"));
    assertThat(route.keys("done")).containsExactlyInAnyOrder("a*b?/1", "a*b?/5");
    assertThat(route.detail().isWell()).isTrue();
  }

  @Test
  void allUploadsArriveOnceThoughMinioIsKilledBetweenThem() throws Exception {
    listen("sweepSeconds=0");
    List<String> keys = IntStream.range(0, 60).mapToObj(n -> "in/" + n).toList();
    keys.subList(0, 20).forEach(this::upload);
    minio.close(); // kill -9
    await().atMost(SOON).until(() -> !route.detail().isWell());
    minio.start();
    keys.subList(20, 40).forEach(this::upload); // perhaps before it listens again
    await().atMost(LONG).until(route::isConnected);
    keys.subList(40, 60).forEach(this::upload);
    await().atMost(LONG).untilAsserted(() -> assertThat(route.keys("done")).hasSize(60));
    assertThat(route.keys("done")).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(route.detail().isWell()).isTrue();
  }

  @Test
  void aConnectionThatEndsInsideALineIsMadeAgainAndWhatWasCutIsFound() throws Exception {
    try (TcpProxy proxy = new TcpProxy(minio.url())) {
      listenAt(proxy.address(), "sweepSeconds=0");
      proxy.cutInside("ObjectCreated");
      upload("in/cut.gif");
      await().atMost(SOON).until(() -> route.keys("done").contains("in/cut.gif"));
      assertThat(proxy.cut()).isEqualTo(1);
      assertThat(route.foundByListing()).containsExactly("in/cut.gif");
    }
  }

  @Test
  void aConnectionOnWhichNothingComesIsMadeAgain() throws Exception {
    try (TcpProxy proxy = new TcpProxy(minio.url())) {
      listenAt(proxy.address(), "sweepSeconds=0");
      proxy.silence();
      upload("in/silent.gif");
      await().atMost(LONG).until(() -> route.keys("done").contains("in/silent.gif"));
      assertThat(route.foundByListing()).containsExactly("in/silent.gif");
    }
  }

  @Test
  void moreThanThereIsRoomForIsFoundLater() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    int many = InFlight.LIMIT + 300;
    route =
        new BucketRoute(
            records,
            Stores.of(minio),
            "bucket:minio?store=#store&bucket=" + acme + "&sweepSeconds=0",
            exchange -> released.await());
    await().atMost(SOON).until(route::isConnected);
    IntStream.range(0, many).parallel().forEach(n -> upload("in/" + n));
    await().atMost(SOON).until(() -> route.health().get("inFlight").equals(InFlight.LIMIT));
    released.countDown();
    await().atMost(LONG).until(() -> route.keys("done").size() >= many);
    assertThat(route.keys("done")).doesNotHaveDuplicates().hasSize(many);
    assertThat(route.foundByListing()).isNotEmpty();
  }

  @Test
  void whatCannotBeListenedToIsToldAndTriedAgain() throws Exception {
    route =
        new BucketRoute(
            records, Stores.of(minio), "bucket:minio?store=#store&bucket=later", exchange -> {});
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(route.health().get("trouble")).asString().contains("is not there"));
    assertThat(route.detail().isWell()).isFalse();
    minio.makeBucket("later");
    await().atMost(SOON).until(() -> route.detail().isWell());
  }

  @Test
  void anUploadThatIsBeingWorkedOnWhenItsRouteStopsIsWorkedOnToTheEnd() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    route =
        new BucketRoute(
            records,
            Stores.of(minio),
            "bucket:minio?store=#store&bucket=" + acme,
            exchange -> {
              working.countDown();
              released.await();
            });
    await().atMost(SOON).until(route::isConnected);
    upload("in/a.gif");
    working.await();
    Thread stop = new Thread(route.context()::stop);
    stop.start();
    await().until(route.context()::isStopping);
    await().during(Duration.ofMillis(300)).until(() -> route.settled().isEmpty());
    released.countDown();
    stop.join();
    assertThat(route.keys("done")).containsExactly("in/a.gif");
  }

  @Test
  void aSuspendedRouteHearsNothingAndFindsItWhenItGoesOn() throws Exception {
    listen("sweepSeconds=0");
    route.context().getRouteController().suspendRoute(BucketRoute.ID);
    await().atMost(SOON).until(() -> !route.isConnected());
    upload("in/a.gif");
    await().during(Duration.ofSeconds(1)).until(() -> route.settled().isEmpty());
    route.context().getRouteController().resumeRoute(BucketRoute.ID);
    await().atMost(SOON).until(() -> route.keys("done").contains("in/a.gif"));
  }

  @Test
  void theEventsOfOtherListenersAreLeftToThem() throws Exception {
    listen("sweepSeconds=0&events=s3:ObjectAccessed:Get");
    upload("in/a.gif");
    s3.getObjectAsBytes(b -> b.bucket(acme).key("in/a.gif"));
    await().atMost(SOON).until(() -> !route.settled().isEmpty());
    assertThat(route.settled()).hasSize(1);
    assertThat(route.settled().get(0).event().type()).isEqualTo("s3:ObjectAccessed:Get");
  }
}
