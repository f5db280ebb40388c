package io.drover.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/** The server that requests are passed on to. Thread-safe. */
final class Upstream {
  private static final List<String> PASSED_ON =
      List.of("authorization", "content-type", "accept", "retry-after");
  private final HttpClient http;
  private final URI server;

  Upstream(URI server) {
    this(server, HttpClient.newBuilder());
  }

  Upstream(URI server, SSLContext trust) {
    this(server, HttpClient.newBuilder().sslContext(trust));
  }

  private Upstream(URI server, HttpClient.Builder client) {
    this.server = server;
    this.http =
        client.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  }

  Reply send(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(server.resolve(request.path()))
            .timeout(Duration.ofSeconds(60))
            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    some(request.headers(), passed::header);
    HttpResponse<String> answer = http.send(passed.build(), HttpResponse.BodyHandlers.ofString());
    Map<String, String> headers = new HashMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    Map<String, String> kept = new HashMap<>();
    some(headers, kept::put);
    return new Reply(answer.statusCode(), kept, answer.body());
  }

  private static void some(Map<String, String> headers, BiConsumer<String, String> take) {
    PASSED_ON.stream()
        .filter(headers::containsKey)
        .forEach(name -> take.accept(name, headers.get(name)));
  }
}
