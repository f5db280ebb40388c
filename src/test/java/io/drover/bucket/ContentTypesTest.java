package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentTypesTest {
  private static final String UPLOAD =
      """
      {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"acme"},
       "object":{"key":"in/a+b.gif","eTag":"e1","versionId":"v1"}}}]}""";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final BucketMessages messages = new BucketMessages();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          asked.add(request.getRequestMethod() + " " + request.getRequestURI());
          request.getResponseHeaders().set("Content-Type", "image/gif");
          request.sendResponseHeaders(status, -1);
          request.close();
        });
    server.start();
    ObjectStore store = new ObjectStore();
    store.setEndpoint("http://127.0.0.1:" + server.getAddress().getPort());
    store.setAccessKey("someone");
    store.setSecretKey("a-very-secret-key");
    messages.setStore(store);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ReadMessage read(String message) {
    return messages.read(message.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static String type(ReadMessage message) throws IOException {
    JsonNode body = new ObjectMapper().readTree(message.body().toString());
    return body.at("/notification/0/s3/object/contentType").asText(null);
  }

  @Test
  void aMissingOneIsAskedForOncePerUpload() throws IOException {
    ReadMessage upload = read(UPLOAD);
    assertThat(upload.note()).isEqualTo("the event has no content type");
    assertThat(asked).isEmpty();
    assertThat(type(messages.complete(upload))).isEqualTo("image/gif");
    assertThat(messages.complete(upload).note()).isNull();
    assertThat(type(messages.complete(read(UPLOAD)))).isEqualTo("image/gif");
    assertThat(asked).containsExactly("HEAD /acme/in/a%20b.gif?versionId=v1");
    messages.complete(read(UPLOAD.replace("v1", "v2")));
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatHasOneAndWhatIsNoUploadIsNotAskedFor() {
    messages.complete(read(UPLOAD.replace("\"eTag\"", "\"contentType\":\"text/plain\",\"eTag\"")));
    messages.complete(read(UPLOAD.replace("ObjectCreated:Put", "ObjectRemoved:Delete")));
    messages.complete(read(UPLOAD.replace("ObjectCreated:Put", "ObjectTagging:Put")));
    assertThat(asked).isEmpty();
  }

  @Test
  void ofAnObjectThatIsGoneItStaysMissingWithANote() throws IOException {
    status = 404;
    ReadMessage completed = messages.complete(read(UPLOAD));
    assertThat(type(completed)).isNull();
    assertThat(completed.note())
        .isEqualTo("the event has no content type, and the object is not there to ask for it");
  }

  @Test
  void aStoreThatCannotBeAskedIsAskedAgainLater() throws IOException {
    status = 503;
    ReadMessage upload = read(UPLOAD);
    assertThatThrownBy(() -> messages.complete(upload)).isInstanceOf(UnavailableException.class);
    status = 200;
    assertThat(type(messages.complete(upload))).isEqualTo("image/gif");
  }

  @Test
  void withoutAStoreNothingIsAsked() {
    messages.setStore(new ObjectStore());
    ReadMessage upload = read(UPLOAD);
    assertThat(messages.complete(upload)).isSameAs(upload);
    assertThat(messages.companion()).isNull();
  }
}
