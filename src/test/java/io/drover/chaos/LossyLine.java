package io.drover.chaos;

import io.drover.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes on byte by byte what goes to a server and back, and breaks off. Thread-safe. */
final class LossyLine implements AutoCloseable {
  private static final String OF_AN_EVENT = "\"eventName\"";
  private static final int BACKLOG = 256;

  private final int port = Ports.free();
  private final URI server;
  private final FaultLog log;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean armed = new AtomicBoolean();
  private final ServerSocket listening;

  LossyLine(URI server, FaultLog log) {
    this.server = server;
    this.log = log;
    try {
      listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("listening on port " + port, e);
    }
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * The next event that the server writes is passed on only in half, and its connection dropped.
   */
  void cutInsideALine() {
    armed.set(true);
  }

  /** Whether somebody is connected. */
  boolean isInUse() {
    return !sockets.isEmpty();
  }

  /** Drops all connections. */
  void cut() {
    sockets.forEach(LossyLine::reset);
    sockets.clear();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> join(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void join(Socket client) {
    sockets.add(client);
    try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      threads.execute(() -> ask(client, upstream));
      tell(upstream.getInputStream(), client.getOutputStream());
    } catch (IOException e) {
      // one of them hung up, so the other is to
    } finally {
      sockets.remove(client);
      reset(client);
    }
  }

  private static void ask(Socket client, Socket upstream) {
    try (upstream) {
      client.getInputStream().transferTo(upstream.getOutputStream());
    } catch (IOException e) {
      // as above
    }
  }

  private void tell(InputStream fromServer, OutputStream toClient) throws IOException {
    byte[] bytes = new byte[8192];
    for (int n = fromServer.read(bytes); n >= 0; n = fromServer.read(bytes)) {
      String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
      if (text.contains(OF_AN_EVENT) && armed.compareAndSet(true, false)) {
        toClient.write(bytes, 0, n / 2);
        toClient.flush();
        log.add(Fault.LINE_CUT);
        return;
      }
      toClient.write(bytes, 0, n);
      toClient.flush();
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    threads.shutdownNow();
  }
}
