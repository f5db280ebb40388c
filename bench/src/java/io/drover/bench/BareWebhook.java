package io.drover.bench;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A plain HTTP server that counts what is posted to it. */
final class BareWebhook {
  private static final int THREADS = 32;
  private static final byte[] ANSWER = "{\"outcome\":\"done\"}".getBytes(StandardCharsets.UTF_8);

  private BareWebhook() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    AtomicInteger taken = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(loopback, Integer.parseInt(arguments[0])), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        request -> {
          request.getRequestBody().readAllBytes();
          taken.incrementAndGet();
          request.sendResponseHeaders(200, ANSWER.length);
          request.getResponseBody().write(ANSWER);
          request.close();
        });
    server.start();
    BareTaker.serve(taken::get);
    server.stop(0);
    threads.shutdown();
  }
}
