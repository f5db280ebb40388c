package io.drover.chaos;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** Passes on byte by byte what has no end that could be waited for: the watches. Thread-safe. */
final class Tunnel implements AutoCloseable {
  private static final String GONE = "\"code\":410";

  private final URI server;
  private final SSLSocketFactory sockets;
  private final FaultLog log;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean deaf;

  /**
   * @param log is told of watches that come too late
   */
  Tunnel(Config config, FaultLog log) {
    this.log = log;
    server = URI.create(config.getMasterUrl());
    try {
      sockets = SSLUtils.sslContext(config).getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("trusting the API server", e);
    }
  }

  static boolean isFor(Request request) {
    return request.path().contains("watch=true");
  }

  /** How many there are at the moment. */
  int open() {
    return open.get();
  }

  /** From here on nothing that the server tells arrives, and nobody hangs up. */
  void swallow() {
    deaf = true;
  }

  /** Passes on both ways until one side hangs up. */
  void join(Request request, InputStream fromClient, OutputStream toClient) throws IOException {
    open.incrementAndGet();
    try (Socket upstream = sockets.createSocket(server.getHost(), server.getPort())) {
      upstream.setTcpNoDelay(true);
      request.writeHead(upstream.getOutputStream());
      threads.execute(() -> passOn(fromClient, upstream));
      tell(upstream.getInputStream(), toClient);
    } finally {
      open.decrementAndGet();
    }
  }

  private static void passOn(InputStream fromClient, Socket upstream) {
    try (upstream) {
      fromClient.transferTo(upstream.getOutputStream());
    } catch (IOException e) {
      // one of them hung up, so the other is to
    }
  }

  private void tell(InputStream fromServer, OutputStream toClient) throws IOException {
    byte[] bytes = new byte[8192];
    for (int n = fromServer.read(bytes); n >= 0; n = fromServer.read(bytes)) {
      if (new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains(GONE)) {
        log.add(Fault.WATCH_GONE);
      }
      if (!deaf) {
        toClient.write(bytes, 0, n);
        toClient.flush();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
