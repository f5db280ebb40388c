package io.drover.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An HTTP server whose paths belong to routes. Thread-safe. */
final class WebhookServer {
  private static final int THREADS = 32;
  private static final long ANSWER_MILLIS = 500;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Semaphore free = new Semaphore(THREADS);
  private final Map<String, WebhookConsumer> paths = new ConcurrentHashMap<>();

  /**
   * @throws IOException naming the address and the remedy if it is in use
   */
  WebhookServer(InetSocketAddress address) throws IOException {
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      threads.shutdown();
      throw new IOException(
          "listening for bucket notifications on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage()
              + "; set another port (camel.kamelet.webhook-bucket-source.port);"
              + " docs/troubleshooting.md#port-in-use",
          e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  List<URI> addresses() {
    return paths.keySet().stream().sorted().map(this::uri).toList();
  }

  private URI uri(String path) {
    try {
      String host = address().getAddress().getHostAddress();
      return new URI("http", null, host, address().getPort(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a listening address is one", e);
    }
  }

  void add(String path, WebhookConsumer consumer) throws IOException {
    WebhookConsumer other = paths.putIfAbsent(path, consumer);
    if (other != null) {
      throw new IOException(
          "two routes listen on port "
              + address().getPort()
              + ", path "
              + path
              + ": "
              + other.getRouteId()
              + " and "
              + consumer.getRouteId()
              + "; give one of them another path; docs/troubleshooting.md#two-routes");
    }
  }

  void remove(String path, WebhookConsumer consumer) {
    paths.remove(path, consumer);
  }

  boolean isUnused() {
    return paths.isEmpty();
  }

  /** Answers that are ready are sent before. */
  void stop() {
    try {
      boolean unused = free.tryAcquire(THREADS, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdown();
  }

  private void handle(HttpExchange request) throws IOException {
    if (!free.tryAcquire()) { // all are taken once it stops, and never before
      request.close();
      return;
    }
    try (request) {
      WebhookConsumer consumer = paths.get(request.getRequestURI().getPath());
      if (consumer == null) {
        new Answer(404, "no route listens on this path").send(request);
      } else {
        consumer.answer(request).send(request);
      }
    } finally {
      free.release();
    }
  }
}
