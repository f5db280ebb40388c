package io.drover.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP or HTTPS server whose paths belong to routes. Thread-safe. */
final class WebhookServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
  private static final int ALL = 1 << 16;
  private static final long ANSWER_MILLIS = 500;

  private final TlsFiles tls;
  private final HttpServer server;
  private final WebhookThreads threads = new WebhookThreads();
  private final Semaphore free = new Semaphore(ALL);
  private final Map<String, WebhookConsumer> paths = new ConcurrentHashMap<>();

  /** The reading of a request. */
  @FunctionalInterface
  interface Reading {
    /**
     * All that is needed was read.
     *
     * @throws IOException if that took too long
     */
    void end() throws IOException;
  }

  /**
   * @param tls null for HTTP
   * @throws IOException naming the address and the remedy if it is in use
   */
  WebhookServer(InetSocketAddress address, TlsFiles tls) throws IOException {
    this.tls = tls;
    try {
      server = tls == null ? HttpServer.create(address, 0) : https(address, tls);
    } catch (BindException e) {
      threads.stop();
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

  private static HttpsServer https(InetSocketAddress address, TlsFiles tls) throws IOException {
    HttpsConfigurator configurator =
        new HttpsConfigurator(tls.context()) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
            parameters.setNeedClientAuth(tls.clientCa() != null);
            connection.setSSLParameters(parameters);
          }
        };
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(configurator);
    return server;
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  boolean hasFiles(TlsFiles others) {
    return Objects.equals(tls, others);
  }

  List<URI> addresses() {
    return paths.keySet().stream().sorted().map(this::uri).toList();
  }

  private URI uri(String path) {
    try {
      String scheme = tls == null ? "http" : "https";
      String host = address().getAddress().getHostAddress();
      return new URI(scheme, null, host, address().getPort(), path, null, null);
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
    fit();
  }

  void remove(String path, WebhookConsumer consumer) {
    paths.remove(path, consumer);
    fit();
  }

  private void fit() {
    int working = 0;
    long readMillis = 1;
    for (WebhookConsumer consumer : paths.values()) {
      working += Math.max(1, consumer.options().getMaxInFlight());
      readMillis = Math.max(readMillis, consumer.options().getReadTimeoutMillis());
    }
    if (working > 0) {
      threads.fit(working, readMillis);
    }
  }

  boolean isUnused() {
    return paths.isEmpty();
  }

  /** Answers that are ready are sent before. */
  void stop() {
    try {
      boolean unused = free.tryAcquire(ALL, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.stop();
  }

  private void handle(HttpExchange request) throws IOException {
    if (!free.tryAcquire()) { // all are taken once it stops, and never before
      request.close();
      return;
    }
    try (request) {
      answer(request).send(request);
    } finally {
      free.release();
    }
  }

  private Answer answer(HttpExchange request) throws IOException {
    WebhookConsumer consumer = paths.get(request.getRequestURI().getPath());
    if (consumer == null) {
      return new Answer(404, "no route listens on this path");
    }
    try {
      return consumer.answer(request, this::endReading);
    } catch (RuntimeException | Error e) { // whose words may be those of the message
      Throwable bare = new IllegalStateException(e.getClass().getName());
      bare.setStackTrace(e.getStackTrace());
      LOG.error("A request to {} could not be answered.", request.getRequestURI().getPath(), bare);
      return new Answer(503, "this could not be answered; the log of Drover says why");
    }
  }

  private void endReading() throws IOException {
    if (!threads.hasRead()) {
      throw new SocketTimeoutException("a request took longer than readTimeoutMillis");
    }
  }
}
