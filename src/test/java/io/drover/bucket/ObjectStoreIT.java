package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.bucket.ObjectPage.Cursor;
import io.drover.delivery.UnavailableException;
import io.drover.servers.Minio;
import io.drover.servers.RequiresServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a real MinIO lists and tells of its objects. */
@RequiresServers("minio")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStoreIT {
  private static final List<String> ODD =
      List.of("a b.gif", "a+b.gif", "100%.gif", "é€.gif", "it's \"x\".gif", "a&b<c>.gif", "%2F%20");

  private Minio minio;
  private S3Client s3;
  private ObjectStore store;

  @BeforeAll
  void start() {
    minio = Minio.withoutTargets();
    s3 = minio.client();
    store = Stores.of(minio);
  }

  @AfterAll
  void stop() {
    s3.close();
    minio.close();
  }

  private void upload(String bucket, String key) {
    s3.putObject(
        b -> b.bucket(bucket).key(key).contentType("image/gif"), RequestBody.fromString(key));
  }

  private List<ListedObject> all(String bucket, String prefix) {
    BucketState state = store.look(bucket);
    List<ListedObject> all = new ArrayList<>();
    for (Cursor next = Cursor.BEGINNING; next != null; ) {
      ObjectPage page = store.list(bucket, state, prefix, next);
      all.addAll(page.objects());
      next = page.next();
    }
    return all;
  }

  @Test
  void listsOddKeysAsTheyAreWithAndWithoutVersions() {
    for (String bucket : List.of("odd-plain", "odd-versioned")) {
      minio.makeBucket(bucket);
    }
    minio.keepVersions("odd-versioned");
    for (String bucket : List.of("odd-plain", "odd-versioned")) {
      ODD.forEach(key -> upload(bucket, "in/" + key));
      upload(bucket, "elsewhere.gif");
      assertThat(all(bucket, "in/"))
          .extracting(ListedObject::key)
          .containsExactlyInAnyOrderElementsOf(ODD.stream().map(key -> "in/" + key).toList());
    }
    upload("odd-versioned", "in/a b.gif");
    s3.deleteObject(b -> b.bucket("odd-versioned").key("in/a b.gif"));
    assertThat(all("odd-versioned", "in/a "))
        .hasSize(2)
        .allMatch(o -> o.versionId().length() > 10)
        .isSortedAccordingTo((a, b) -> a.modified().compareTo(b.modified()));
  }

  @Test
  void goesOnWhereAPageEndsAlsoBetweenTheVersionsOfAnObject() {
    minio.makeBucket("pages");
    minio.keepVersions("pages");
    List<String> keys = IntStream.range(0, 3).mapToObj(n -> "a b+" + n).toList();
    IntStream.range(0, 400).forEach(n -> keys.forEach(key -> upload("pages", key)));
    List<ListedObject> all = all("pages", "");
    assertThat(all).hasSize(1_200).doesNotHaveDuplicates();
  }

  @Test
  void goesOnInALargeBucketWithoutVersions() {
    minio.makeBucket("large");
    List<String> keys = IntStream.range(0, 1_100).mapToObj(n -> "x y+" + n).toList();
    keys.parallelStream().forEach(key -> upload("large", key));
    assertThat(all("large", ""))
        .extracting(ListedObject::key)
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void knowsTheTimeWhetherItIsMinioAndWhetherThereAreVersions() {
    Stream.of("plain", "versioned").forEach(minio::makeBucket);
    minio.keepVersions("versioned");
    BucketState plain = store.look("plain");
    assertThat(plain.isMinio()).isTrue();
    assertThat(plain.isVersioned()).isFalse();
    assertThat(Duration.between(plain.now(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(store.look("versioned").isVersioned()).isTrue();
    store.setServer("other");
    assertThat(store.look("plain").isMinio()).isFalse();
    store.setServer("auto");
  }

  @Test
  void tellsTheContentTypeOfAVersionAndNoneOfWhatIsNotThere() {
    minio.makeBucket("types");
    minio.keepVersions("types");
    upload("types", "a.bin");
    String first = all("types", "").get(0).versionId();
    s3.putObject(
        b -> b.bucket("types").key("a.bin").contentType("text/plain"), RequestBody.fromString("x"));
    assertThat(store.contentType("types", "a.bin", first)).isEqualTo("image/gif");
    assertThat(store.contentType("types", "a.bin", null)).isEqualTo("text/plain");
    assertThat(store.contentType("types", "b.bin", null)).isNull();
    s3.deleteObject(b -> b.bucket("types").key("a.bin"));
    assertThat(store.contentType("types", "a.bin", null)).isNull();
    assertThat(store.contentType("types", "a.bin", first)).isEqualTo("image/gif");
  }

  @Test
  void aMissingBucketAndAWrongKeyAreTold() {
    assertThatThrownBy(() -> store.look("nowhere"))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("the bucket is not there");
    ObjectStore stranger = Stores.of(minio);
    stranger.setSecretKey("another-password");
    minio.makeBucket("closed");
    BucketState state = stranger.look("closed");
    assertThatThrownBy(() -> stranger.list("closed", state, "", Cursor.BEGINNING))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("set secretKey");
  }
}
