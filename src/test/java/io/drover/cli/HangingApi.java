package io.drover.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Kubernetes API that takes every request and answers none, until it is released. */
final class HangingApi implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger creates = new AtomicInteger();

  HangingApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      byte[] body = request.getRequestBody().readAllBytes();
      boolean create = request.getRequestMethod().equals("POST");
      if (create) {
        creates.incrementAndGet();
      }
      released.await();
      request.getResponseHeaders().set("Content-Type", "application/json");
      request.sendResponseHeaders(create ? 201 : 404, create ? body.length : -1);
      if (create) {
        request.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many objects were to be created. */
  int creates() {
    return creates.get();
  }

  /** From now on what is created is answered with it. */
  void release() {
    released.countDown();
  }

  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: t
        clusters: [{name: t, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: t, user: {token: k8s-secret}}]
        contexts: [{name: t, context: {cluster: t, user: t}}]
        """
            .formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
