package io.drover.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The port at which Drover shows itself: pages to GET, each by its path. Thread-safe. */
final class ManagementServer implements AutoCloseable {
  private static final int THREADS = 4;

  /** What stands at a path. */
  interface Page {
    /** The page now, in one of the media types that are wanted; null wants any. */
    Content content(String accept) throws IOException;
  }

  /** An answer. */
  record Content(int status, String type, String text) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /**
   * @throws IOException naming the address and the remedy if it is in use
   */
  ManagementServer(InetSocketAddress address) throws IOException {
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      threads.shutdown();
      throw new IOException(
          "listening for health and metrics on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage()
              + "; set another port (drover.management.port, 0 for any free one), or"
              + " drover.management.enabled=false; docs/troubleshooting.md#management-port",
          e);
    }
    server.setExecutor(threads);
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  void add(String path, Page page) {
    server.createContext(path, request -> answer(request, path, page));
  }

  private static void answer(HttpExchange request, String path, Page page) throws IOException {
    try (request) {
      String method = request.getRequestMethod();
      if (!request.getRequestURI().getPath().equals(path)) {
        request.sendResponseHeaders(404, -1);
      } else if (method.equals("GET") || method.equals("HEAD")) {
        send(request, page.content(request.getRequestHeaders().getFirst("Accept")));
      } else {
        request.getResponseHeaders().set("Allow", "GET, HEAD");
        request.sendResponseHeaders(405, -1);
      }
    }
  }

  private static void send(HttpExchange request, Content content) throws IOException {
    request.getResponseHeaders().set("Content-Type", content.type());
    boolean head = request.getRequestMethod().equals("HEAD");
    byte[] bytes = content.text().getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(content.status(), head ? -1 : bytes.length);
    if (!head) {
      request.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
