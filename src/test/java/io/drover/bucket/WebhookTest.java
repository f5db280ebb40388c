package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.Drover;
import io.drover.delivery.DeadLetter;
import io.drover.delivery.TransientException;
import io.drover.store.FolderStore;
import io.drover.store.TableSnapshot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
  private static final String UPLOAD =
      """
      {"Records":[{"eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put",
        "s3":{"bucket":{"name":"acme"},"object":{"key":"a.gif","contentType":"image/gif"}}}]}
      """;

  @TempDir private Path store;
  private final DefaultCamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  private URI start(String options) throws Exception {
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?bucket=acme&port=0" + options)
                .routeId("uploads")
                .process(
                    exchange -> {
                      if (exchange.getMessage().getBody(String.class).contains("later.gif")) {
                        throw new TransientException("not yet");
                      }
                    });
          }
        });
    context.start();
    return context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
  }

  @Test
  void anEventIsAnsweredWithItsOutcome() throws Exception {
    URI address = start("");
    assertThat(address.getPath()).isEqualTo("/acme");
    HttpResponse<String> answer = post(address, UPLOAD, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"outcome\":\"done\"}");
    assertThat(post(address, UPLOAD, null).body()).isEqualTo("{\"outcome\":\"duplicate\"}");
  }

  /** As a sweep finds it, which sees each object for itself. */
  @Test
  void aRecordOfAMessageThatIsDoneIsADuplicateAlone() throws Exception {
    URI address = start("");
    String other = UPLOAD.replace("a.gif", "b.gif");
    String both = "{\"Records\":[" + record(UPLOAD) + "," + record(other) + "]}";
    assertThat(post(address, both, null).body()).isEqualTo("{\"outcome\":\"done\"}");
    assertThat(post(address, UPLOAD, null).body()).isEqualTo("{\"outcome\":\"duplicate\"}");
    assertThat(post(address, other, null).body()).isEqualTo("{\"outcome\":\"duplicate\"}");
    String third = UPLOAD.replace("a.gif", "c.gif");
    assertThat(post(address, third, null).body()).isEqualTo("{\"outcome\":\"done\"}");
  }

  private static String record(String message) {
    return message.substring(message.indexOf('[') + 1, message.lastIndexOf(']'));
  }

  @Test
  void anEventToRetryIsAnsweredWith503() throws Exception {
    HttpResponse<String> answer = post(start(""), UPLOAD.replace("a.gif", "later.gif"), null);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("retry", "not yet");
  }

  @Test
  void theTokenMustBeShown() throws Exception {
    URI address = start("&token=secret");
    assertThat(post(address, UPLOAD, null).statusCode()).isEqualTo(401);
    assertThat(post(address, UPLOAD, "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(post(address, UPLOAD, "Bearer secret").statusCode()).isEqualTo(200);
  }

  @Test
  void withoutATokenItListensOnLoopbackOnly() {
    assertThatThrownBy(() -> start("&host=0.0.0.0"))
        .hasStackTraceContaining("would listen on 0.0.0.0 without a token");
  }

  @Test
  void authNoneListensAnywhere() throws Exception {
    URI address = start("&host=0.0.0.0&auth=none");
    URI loopback = URI.create("http://127.0.0.1:" + address.getPort() + "/acme");
    assertThat(post(loopback, UPLOAD, null).statusCode()).isEqualTo(200);
  }

  @Test
  void anOversizedBodyIsADeadLetterWithItsBeginning() throws Exception {
    URI address = start("&maxBodyBytes=1000");
    HttpResponse<String> answer = post(address, "x".repeat(2_000), null);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("larger than maxBodyBytes=1000");
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void twoOversizedBodiesThatBeginAlikeAreTwoDeadLetters() throws Exception {
    URI address = start("&maxBodyBytes=70000");
    post(address, "x".repeat(65_536) + "a".repeat(10_000), null);
    post(address, "x".repeat(65_536) + "b".repeat(10_000), null);
    assertThat(deadLetters()).hasSize(2);
  }

  private List<String> deadLetters() throws Exception {
    try (TableSnapshot letters = FolderStore.read(store, DeadLetter.TABLE)) {
      return letters.keys();
    }
  }

  @Test
  void withoutRoomForADeadLetterTheEventStaysWithItsSender() throws Exception {
    context.getPropertiesComponent().addInitialProperty("drover.dead-letters.max-megabytes", "1");
    URI address = start("&maxBodyBytes=1048576");
    assertThat(post(address, "no json " + "x".repeat(1_000_000), null).statusCode()).isEqualTo(202);
    HttpResponse<String> answer = post(address, "not json either", null);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the dead letters take all of the 1 MB that they may");
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    URI address = start("");
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest get = HttpRequest.newBuilder(address).build();
    assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(post(address.resolve("/acme/x"), UPLOAD, null).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> post(URI address, String body, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
