package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.event.Outcome;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent has an outcome, and tells nobody anything that it should not. */
class RubbishTest {
  private static final Pattern INTERNAL =
      Pattern.compile(
          "io\\.drover|com\\.fasterxml|java\\.(lang|io|util)|org\\.apache|Exception|\\n\\tat ");

  @TempDir private Path store;

  @Test
  void eachMessageHasAnOutcomeAndNoLineOfTheLogItsContent() throws Exception {
    Map<Outcome, Integer> outcomes;
    try (Rubbish.Log log = new Rubbish.Log()) {
      outcomes = Rubbish.send(store, 1, 8_000, 256);
      assertThat(log.lines()).isGreaterThan(4_000);
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(8_000);
    assertThat(outcomes)
        .containsKeys(Outcome.DONE, Outcome.DUPLICATE, Outcome.FILTERED, Outcome.DEAD)
        .doesNotContainKey(Outcome.RETRY);
  }

  @Test
  void noAnswerShowsWhatIsInside() throws Exception {
    try (RunningWebhook webhook = new RunningWebhook(store, "", exchange -> {})) {
      HttpClient http = HttpClient.newHttpClient();
      Mutator mutator = new Mutator(7);
      List<byte[]> seeds = Rubbish.seeds();
      for (int i = 0; i < 50; i++) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int j = 0; j < 40; j++) {
          byte[] message = mutator.mutate(seeds.get((40 * i + j) % seeds.size()));
          HttpRequest request =
              HttpRequest.newBuilder(webhook.address())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                  .build();
          answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
          HttpResponse<String> it = answer.get();
          assertThat(it.statusCode()).as("messages from %s", 40 * i).isIn(200, 202);
          assertThat(it.body())
              .as("messages from %s", 40 * i)
              .doesNotContainPattern(INTERNAL)
              .doesNotContain(Rubbish.CONTENT)
              .hasSizeLessThan(5_000);
        }
      }
    }
  }

  @Test
  void requestsThatAreNoneDoNotStopTheServer() throws Exception {
    try (RunningWebhook webhook =
        new RunningWebhook(store, "&readTimeoutMillis=300", exchange -> {})) {
      Random random = new Random(3);
      String good =
          """
          POST /acme HTTP/1.1
          Host: x
          Content-Length: 20
          Transfer-Encoding: chunked

          5
          {}  \s
          """
              .replace("\n", "\r\n");
      for (int i = 0; i < 300; i++) {
        byte[] request = good.getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < 1 + i % 7; n++) {
          request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        }
        URI address = webhook.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
          OutputStream out = socket.getOutputStream();
          out.write(request);
        }
      }
      assertThat(webhook.post(RunningWebhook.UPLOAD, Map.of()).statusCode()).isEqualTo(200);
    }
  }
}
