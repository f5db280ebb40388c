package io.drover.leader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The connection of one candidate to the API server, which can be cut or hang. */
final class Wire implements AutoCloseable {
  private final URI server;
  private final ServerSocket entry;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch flows = new CountDownLatch(0);
  private volatile boolean cut;

  Wire(URI server) throws IOException {
    this.server = server;
    entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + entry.getLocalPort() + "/");
  }

  private void accept() {
    try {
      while (!entry.isClosed()) {
        Socket near = keep(entry.accept());
        if (cut) {
          near.close();
        } else {
          Socket far = keep(new Socket(server.getHost(), server.getPort()));
          threads.execute(() -> carry(near, far));
          threads.execute(() -> carry(far, near));
        }
      }
    } catch (IOException e) {
      closeAll();
    }
  }

  private Socket keep(Socket socket) {
    open.add(socket);
    return socket;
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        flows.await();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      open.removeAll(List.of(from, to));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps back all that is sent, and takes connections that never answer. */
  void hang() {
    flows = new CountDownLatch(1);
  }

  /** Ends all connections, and each new one at once. */
  void cut() {
    cut = true;
    closeAll();
  }

  /** Lets all pass again, also what it kept back. */
  void mend() {
    cut = false;
    flows.countDown();
  }

  private void closeAll() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("closing a connection", e);
      }
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    closeAll();
    mend();
    threads.shutdownNow();
  }
}
