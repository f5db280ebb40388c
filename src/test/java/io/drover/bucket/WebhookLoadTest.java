package io.drover.bucket;

import static io.drover.bucket.RunningWebhook.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders that are many, or slow. */
class WebhookLoadTest {
  private static final Map<String, String> NOTHING = Map.of();
  @TempDir private Path store;

  @Test
  void beyondMaxInFlightSendersAreToldAtOnceToComeBack() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger working = new AtomicInteger();
    try (RunningWebhook webhook =
        new RunningWebhook(
            store,
            "&maxInFlight=2",
            exchange -> {
              working.incrementAndGet();
              release.await();
            })) {
      HttpClient http = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<String>>> first = new ArrayList<>();
      for (String key : List.of("1.gif", "2.gif")) {
        first.add(
            http.sendAsync(
                webhook.request(UPLOAD.replace("a.gif", key), NOTHING),
                HttpResponse.BodyHandlers.ofString()));
      }
      await().until(() -> working.get() == 2);
      HttpResponse<String> third = webhook.post(UPLOAD, NOTHING);
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("3");
      assertThat(third.body()).contains("maxInFlight");
      release.countDown();
      for (CompletableFuture<HttpResponse<String>> answer : first) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
      assertThat(webhook.post(UPLOAD, NOTHING).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatFailsDoesNotStayInFlight() throws Exception {
    try (RunningWebhook webhook =
        new RunningWebhook(
            store,
            "&maxInFlight=1",
            exchange -> {
              if (exchange.getMessage().getBody(String.class).contains("bad.gif")) {
                throw new StackOverflowError();
              }
            })) {
      for (int i = 0; i < 3; i++) {
        String bad = UPLOAD.replace("a.gif", "bad.gif");
        assertThat(webhook.post(bad, NOTHING).body()).contains("\"outcome\":\"dead\"");
      }
      assertThat(webhook.post(UPLOAD, NOTHING).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sendersThatNeverEndKeepNobodyOut() throws Exception {
    try (RunningWebhook webhook =
        new RunningWebhook(store, "&maxInFlight=1&readTimeoutMillis=700", exchange -> {})) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        slow.add(send(webhook.address(), "POST /acme HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"));
        slow.add(send(webhook.address(), "POST /acme HT"));
      }
      try {
        assertThat(webhook.post(UPLOAD, NOTHING).statusCode()).isEqualTo(200);
        for (Socket socket : slow) {
          socket.setSoTimeout(20_000);
          assertThat(closes(socket)).isTrue();
        }
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  @Test
  void aSenderThatTricklesIsCutOffToo() throws Exception {
    try (RunningWebhook webhook =
            new RunningWebhook(store, "&readTimeoutMillis=500", exchange -> {});
        Socket socket =
            send(webhook.address(), "POST /acme HTTP/1.1\r\nContent-Length: 100000\r\n\r\n")) {
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(Duration.ofSeconds(20))
          .until(() -> !isTaken(socket));
    }
  }

  @Test
  void whatIsUnreadWhenASenderIsRefusedKeepsNoThread() throws Exception {
    try (RunningWebhook webhook =
            new RunningWebhook(store, "&token=t0ken&readTimeoutMillis=500", exchange -> {});
        Socket socket =
            send(webhook.address(), "POST /acme HTTP/1.1\r\nContent-Length: 100000\r\n\r\n{")) {
      socket.setSoTimeout(20_000);
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
      assertThat(answer).isEqualTo("HTTP/1.1 401");
      assertThat(closes(socket)).isTrue();
    }
  }

  private static boolean isTaken(Socket socket) {
    try {
      socket.getOutputStream().write(' ');
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean closes(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  private static Socket send(URI address, String text) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
