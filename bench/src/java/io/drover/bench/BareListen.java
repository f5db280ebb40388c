package io.drover.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads the lines of an answer that does not end, and counts those that tell of something. */
final class BareListen {
  private BareListen() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the address
   */
  public static void main(String[] arguments) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new IOException("answered " + answer.statusCode());
    }
    Thread loop = new Thread(() -> count(answer.body(), taken), "bare-loop");
    loop.setDaemon(true);
    loop.start();
    BareTaker.serve(taken::get);
  }

  private static void count(InputStream body, AtomicInteger taken) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"eventName\"")) {
          taken.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
