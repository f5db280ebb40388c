package io.drover.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes on bytes between clients and a server, and spoils that when told. Thread-safe. */
final class TcpProxy implements AutoCloseable {
  private final URI server;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cut = new AtomicInteger();
  private volatile String cutInside;
  private volatile boolean silent;

  TcpProxy(URI server) {
    this.server = server;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** The next answer that holds this text ends in the middle of it, as does its connection. */
  void cutInside(String text) {
    cutInside = text;
  }

  /** How many connections were cut so. */
  int cut() {
    return cut.get();
  }

  /** On the connections there are, nothing that the server sends arrives any more. */
  void silence() {
    silent = true;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket upstream = new Socket(server.getHost(), server.getPort());
        sockets.add(client);
        sockets.add(upstream);
        silent = false;
        threads.execute(() -> pass(client, upstream, false));
        threads.execute(() -> pass(upstream, client, true));
      } catch (IOException e) {
        // closed, or the server is away: the client sees that by itself
      }
    }
  }

  private void pass(Socket from, Socket to, boolean isAnswer) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        if (isAnswer && cutInside != null && text.contains(cutInside)) {
          out.write(bytes, 0, text.indexOf(cutInside) + cutInside.length() / 2);
          out.flush();
          cutInside = null;
          cut.incrementAndGet();
          return;
        }
        if (!(isAnswer && silent)) {
          out.write(bytes, 0, n);
          out.flush();
        }
      }
    } catch (IOException e) {
      // one of them hung up, so the other is to
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
