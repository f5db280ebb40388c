package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.delivery.TransientException;
import io.drover.servers.Minio;
import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is found by listing a real MinIO. */
@RequiresServers("minio")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SWEEP_ONLY = "listen=false&sweepSeconds=1";

  @TempDir private Path records;
  private final ObjectStore store = new ObjectStore();
  private Minio minio;
  private S3Client s3;
  private BucketRoute route;
  private final AtomicInteger buckets = new AtomicInteger();
  private String acme;

  @BeforeAll
  void start() {
    minio = Minio.withoutTargets();
    s3 = minio.client();
    store.setEndpoint(minio.url().toString());
    store.setAccessKey(Minio.user());
    store.setSecretKey(Minio.password());
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
    s3.putObject(b -> b.bucket(acme).key(key), RequestBody.fromString(key));
  }

  private Instant modified(String key) {
    return s3.listObjectsV2(b -> b.bucket(acme).prefix(key)).contents().get(0).lastModified();
  }

  /** Until the store's clock, which is told to the second, is past that of an object. */
  private void passBy(String key) {
    Instant time = modified(key);
    await().until(() -> store.look(acme).now().isAfter(time));
  }

  private void awaitDone(String... done) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(route.keys("done")).containsExactlyInAnyOrder(done));
  }

  @Test
  void whatWasUploadedWhileTheRouteWasAwayIsFoundOnce() throws Exception {
    route = BucketRoute.minio(records, acme, store, SWEEP_ONLY);
    await().atMost(SOON).until(() -> route.position(acme) != null);
    upload("a.gif");
    awaitDone("a.gif");
    route.close();
    upload("b.gif");
    route = BucketRoute.minio(records, acme, store, SWEEP_ONLY);
    awaitDone("b.gif");
    assertThat(route.foundByListing()).containsExactly("b.gif");
    await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> route.settled().size() == 1);
  }

  @Test
  void theFirstStartBeginsNowOrAtATimeOrAtTheBeginning() throws Exception {
    upload("old.gif");
    passBy("old.gif");
    upload("new.gif");
    passBy("new.gif");
    Instant between = modified("new.gif");
    route = BucketRoute.minio(records.resolve("1"), acme, store, SWEEP_ONLY + "&from=now");
    await().atMost(SOON).until(() -> route.position(acme) != null);
    upload("newest.gif");
    awaitDone("newest.gif");
    route.close();
    route = BucketRoute.minio(records.resolve("2"), acme, store, SWEEP_ONLY + "&from=" + between);
    awaitDone("new.gif", "newest.gif");
    route.close();
    route = BucketRoute.minio(records.resolve("3"), acme, store, SWEEP_ONLY + "&from=beginning");
    awaitDone("old.gif", "new.gif", "newest.gif");
    route.close();
    route = BucketRoute.minio(records.resolve("1"), acme, store, SWEEP_ONLY + "&from=beginning");
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> route.settled().isEmpty());
  }

  @Test
  void everyVersionIsFoundAndInAPlainBucketTheLastUpload() throws Exception {
    upload("plain.gif");
    upload("plain.gif");
    minio.keepVersions(acme);
    upload("kept.gif");
    upload("kept.gif");
    s3.deleteObject(b -> b.bucket(acme).key("kept.gif"));
    route = BucketRoute.minio(records, acme, store, SWEEP_ONLY + "&from=beginning");
    awaitDone("plain.gif", "kept.gif", "kept.gif");
  }

  @Test
  void severalBucketsPrefixesAndSuffixesAreSwept() throws Exception {
    minio.makeBucket("other");
    for (String bucket : List.of(acme, "other")) {
      for (String key : List.of("a/1.gif", "a/b/2.png", "c/3.gif", "c/4.txt", "d/5.gif")) {
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(key));
      }
    }
    route =
        new BucketRoute(
            records,
            store,
            "bucket:minio?store=#store&bucket="
                + acme
                + ",other&prefix=a/,a/b/,c/&suffix=.gif,.png&"
                + SWEEP_ONLY
                + "&from=beginning",
            exchange -> {});
    awaitDone("a/1.gif", "a/b/2.png", "c/3.gif", "a/1.gif", "a/b/2.png", "c/3.gif");
  }

  @Test
  void anEventThatIsNotFinishedHoldsThePositionBackAlsoOverARestart() throws Exception {
    AtomicBoolean fails = new AtomicBoolean(true);
    String uri = "bucket:minio?store=#store&bucket=" + acme + "&from=beginning&overlapSeconds=0&";
    route =
        new BucketRoute(
            records,
            store,
            uri + SWEEP_ONLY,
            exchange -> {
              if (fails.get() && exchange.getMessage().getHeader("ce-subject").equals("stuck")) {
                throw new TransientException("not yet");
              }
            });
    upload("stuck");
    passBy("stuck");
    upload("good");
    awaitDone("good");
    Instant first = Instant.parse((String) route.health().get("lastSweep"));
    await()
        .atMost(SOON)
        .until(() -> Instant.parse((String) route.health().get("lastSweep")).isAfter(first));
    assertThat(route.position(acme)).isBeforeOrEqualTo(modified("stuck"));
    route.close();
    fails.set(false);
    route = new BucketRoute(records, store, uri + SWEEP_ONLY, exchange -> {});
    awaitDone("stuck");
    Instant stuck = modified("stuck");
    await().atMost(SOON).until(() -> route.position(acme).isAfter(stuck));
  }

  @Test
  void aRouteThatWantsOtherEventsThanUploadsFindsNone() throws Exception {
    upload("a.gif");
    route =
        BucketRoute.minio(
            records,
            acme,
            store,
            "sweepSeconds=1&from=beginning&events=s3:ObjectRemoved:*,s3:ObjectCreated:PutTagging");
    await().atMost(SOON).until(route::isConnected);
    s3.deleteObject(b -> b.bucket(acme).key("a.gif"));
    awaitDone("a.gif");
    assertThat(route.settled().get(0).event().type()).isEqualTo("s3:ObjectRemoved:Delete");
  }

  @Test
  void whatAWebhookIsNotToldOfIsFound() throws Exception {
    upload("a.gif");
    route =
        new BucketRoute(
            records,
            store,
            "bucket:webhook?port=0&store=#store&sweepSeconds=1&from=beginning&bucket=" + acme,
            exchange -> {});
    awaitDone("a.gif");
    assertThat(route.foundByListing()).containsExactly("a.gif");
    assertThat(route.health()).containsKeys("lastSweep", "position").containsEntry("inFlight", 0);
  }

  @Test
  void aFoundUploadHasItsContentType() throws Exception {
    s3.putObject(
        b -> b.bucket(acme).key("a b+é.gif").contentType("image/gif"), RequestBody.fromString("x"));
    route =
        new BucketRoute(
            records,
            store,
            "bucket:minio?store=#store&bucket=" + acme + "&from=beginning&" + SWEEP_ONLY,
            exchange -> {
              String body = exchange.getMessage().getBody().toString();
              if (!body.contains("\"contentType\":\"image/gif\"")) {
                throw new IllegalStateException(body);
              }
            });
    awaitDone("a b+é.gif");
  }
}
