package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.servers.Minio;
import io.drover.servers.RequiresServers;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** MinIO, with nobody else listening than the test wants, goes deaf for a listener. */
@RequiresServers("minio")
class DeafListenerIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path records;
  private final String acme = "acme";
  private Minio minio;
  private S3Client s3;
  private BucketRoute route;

  @BeforeEach
  void start() {
    minio = Minio.withoutTargets();
    minio.makeBucket(acme);
    s3 = minio.client();
  }

  @AfterEach
  void stop() {
    if (route != null) {
      route.close();
    }
    s3.close();
    minio.close();
  }

  private void upload(String key) {
    s3.putObject(b -> b.bucket(acme).key(key), RequestBody.fromString(key));
  }

  @Test
  void aConnectionThatWentDeafWhenAnotherListenerLeftIsFoundOutAndMadeAgain() throws Exception {
    CompletableFuture<?> before = stranger("s3:ObjectCreated:*");
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true); // until it is the first one
    route = BucketRoute.minio(records, acme, Stores.of(minio), "sweepSeconds=1");
    await().atMost(SOON).until(route::isConnected);
    CompletableFuture<?> after = stranger("s3:ObjectAccessed:*");
    await().pollDelay(Duration.ofSeconds(4)).until(() -> true); // past what may be told late
    upload("in/heard.gif");
    await().atMost(SOON).until(() -> route.keys("done").contains("in/heard.gif"));
    before.cancel(true);
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true); // until MinIO has seen it leave
    upload("in/unheard.gif");
    await().atMost(SOON).until(() -> route.foundByListing().contains("in/unheard.gif"));
    List<String> more = new ArrayList<>();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              String key = "in/more-" + more.size();
              more.add(key);
              upload(key);
              await().atMost(SOON).until(() -> route.keys("done").contains(key));
              return !route.foundByListing().contains(key);
            });
    assertThat(route.keys("done")).doesNotHaveDuplicates();
    after.cancel(true);
  }

  /** Another listener. */
  private CompletableFuture<?> stranger(String events) {
    ListenRequest request = new ListenRequest(acme, "", "", List.of(events));
    ObjectStore store = Stores.of(minio);
    return HttpClient.newHttpClient()
        .sendAsync(request.signed(store, store.credentials()), head -> new LineReader(line -> {}));
  }
}
