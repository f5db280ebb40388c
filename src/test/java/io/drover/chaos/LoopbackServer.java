package io.drover.chaos;

import io.drover.servers.Ports;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 server that can reset connections and refuse them, which the JDK's cannot. A handler
 * that throws resets the connection too. Thread-safe.
 */
final class LoopbackServer implements AutoCloseable {
  /** Answers a request, on a thread of its connection. */
  @FunctionalInterface
  interface Handler {
    Reply answer(Request request) throws IOException, InterruptedException;
  }

  private static final int BACKLOG = 256;
  private final int port = Ports.free();
  private final Handler handler;
  private final Tunnel watches;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inFlight = new AtomicInteger();
  private ServerSocket listening;

  LoopbackServer(Handler handler) {
    this(handler, null);
  }

  /**
   * @param watches has the connections of watches; null if none come
   */
  LoopbackServer(Handler handler, Tunnel watches) {
    this.handler = handler;
    this.watches = watches;
    open();
  }

  int port() {
    return port;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  boolean isIdle() {
    return inFlight.get() == 0;
  }

  /** Takes connections, again. */
  synchronized void open() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listening = socket;
      threads.execute(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException("listening on port " + port, e);
    }
  }

  /** Drops all connections, and refuses new ones until it is opened again. */
  synchronized void refuse() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /** Drops all connections. */
  void cut() {
    connections.forEach(LoopbackServer::reset);
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try {
      connection.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
      BufferedOutputStream out = new BufferedOutputStream(connection.getOutputStream());
      for (Request request = Request.read(in); request != null; request = Request.read(in)) {
        if (watches != null && Tunnel.isFor(request)) {
          watches.join(request, in, out);
          break;
        }
        Reply reply = answer(request);
        if (reply.equals(Reply.RESET)) {
          break;
        }
        reply.write(out);
      }
    } catch (IOException e) {
      // the other side went away, or a handler wants it to think that of us
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
      reset(connection);
    }
  }

  private Reply answer(Request request) throws IOException, InterruptedException {
    inFlight.incrementAndGet();
    try {
      return handler.answer(request);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private static void reset(Socket connection) {
    try (connection) {
      connection.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
  }

  @Override
  public void close() {
    refuse();
    threads.shutdownNow();
  }
}
