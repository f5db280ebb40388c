package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.drover.bucket.ObjectPage.Cursor;
import io.drover.delivery.TransientException;
import io.drover.delivery.UnavailableException;
import io.drover.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailureTest {
  private static final BucketState PLAIN = new BucketState(Instant.EPOCH, false, false);
  private static final String SECRET = "a-very-secret-key";

  @TempDir private Path folder;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String code = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          authorizations.add(request.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              ("<Error><Code>" + code + "</Code><Message>its words</Message></Error>")
                  .getBytes(StandardCharsets.UTF_8);
          request.getResponseHeaders().set("x-amz-bucket-region", "eu-west-9");
          boolean isHead = request.getRequestMethod().equals("HEAD");
          request.sendResponseHeaders(status, isHead ? -1 : body.length);
          if (!isHead) {
            request.getResponseBody().write(body);
          }
          request.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ObjectStore store() {
    ObjectStore store = new ObjectStore();
    store.setEndpoint("http://127.0.0.1:" + server.getAddress().getPort());
    store.setAccessKey("someone");
    store.setSecretKey(SECRET);
    return store;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | NoSuchBucket                 | true  | the bucket is not there; make it",
        "403 | AccessDenied                 | true  | the account needs s3:ListBucket",
        "403 | InvalidAccessKeyId           | true  | set accessKey",
        "403 | SignatureDoesNotMatch        | true  | set secretKey",
        "403 | RequestTimeTooSkewed         | true  | the clocks differ",
        "400 | AuthorizationHeaderMalformed | true  | set region=eu-west-9",
        "301 | PermanentRedirect            | true  | set region=eu-west-9",
        "503 | SlowDown                     | true  | the store cannot do it now (status 503 SlowDown)",
        "400 | InvalidArgument              | false | the store refuses it",
      })
  void saysWhatToMendAndRepeatsNeitherTheStoresWordsNorTheKey(
      int answer, String error, boolean isUnavailable, String words) {
    status = answer;
    code = error;
    assertThatThrownBy(() -> store().list("acme", PLAIN, "in/", Cursor.BEGINNING))
        .isInstanceOf(isUnavailable ? UnavailableException.class : TransientException.class)
        .hasMessageContaining("listing s3://acme/in/ at http://127.0.0.1")
        .hasMessageContaining(words)
        .message()
        .doesNotContain(SECRET, "its words");
    assertThat(authorizations).hasSize(1); // and it is for others to try again
  }

  @Test
  void anObjectThatIsNotThereHasNoContentTypeAndOneThatMayNotBeSeenIsTriedAgain() {
    status = 404;
    assertThat(store().contentType("acme", "a.gif", null)).isNull();
    status = 403;
    assertThatThrownBy(() -> store().contentType("acme", "a.gif", null))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("the account needs s3:GetObject");
  }

  @Test
  void aStoreThatIsAwayAndOneWithoutTlsAreTold() {
    ObjectStore away = store();
    away.setEndpoint("http://127.0.0.1:" + Ports.free());
    assertThatThrownBy(() -> away.look("acme"))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("no connection");
    assertThat(StoreFailure.unanswered(new SSLHandshakeException("PKIX path building failed")))
        .contains("PKIX path building failed", "set caFile");
  }

  @Test
  void keysInFilesAreReadAgainForEveryRequest() throws IOException {
    status = 404;
    ObjectStore store = store();
    Path file = Files.writeString(folder.resolve("access"), "first\n");
    store.setAccessKeyFile(file.toString());
    store.contentType("acme", "a.gif", null);
    Files.writeString(file, "second\n");
    store.contentType("acme", "a.gif", null);
    assertThat(authorizations.get(0)).contains("Credential=first/");
    assertThat(authorizations.get(1)).contains("Credential=second/");
    Files.delete(file);
    assertThatThrownBy(() -> store.contentType("acme", "a.gif", null))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("accessKeyFile=" + file);
  }

  @Test
  void oneKeyWithoutTheOtherIsAMistake() {
    ObjectStore store = store();
    store.setSecretKey("");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.look("acme"))
        .withMessageContaining("set secretKey or secretKeyFile too");
  }

  @Test
  void itsTextHoldsNoKeyAndNoPasswordOfAnAddress() {
    ObjectStore store = store();
    store.setEndpoint("https://someone:hidden@minio:9000/");
    assertThat(store.toString()).isEqualTo("https://minio:9000");
    assertThat(store.credentials().toString()).doesNotContain(SECRET);
    assertThat(store.credentials().resolveCredentials().toString()).doesNotContain(SECRET);
  }

  @Test
  void withNothingSetItIsNone() {
    assertThat(new ObjectStore().isConfigured()).isFalse();
    assertThat(store().isConfigured()).isTrue();
  }
}
