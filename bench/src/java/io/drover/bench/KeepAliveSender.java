package io.drover.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * POSTs on one connection (RFC 9112), as cheaply as can be: it runs on the processors that it
 * measures.
 */
final class KeepAliveSender implements Load.Work, AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private final Notifications notifications;
  private final String path;
  private final Socket socket = new Socket();
  private final InputStream in;

  KeepAliveSender(URI address, Notifications notifications) throws IOException {
    this.notifications = notifications;
    this.path = address.getPath();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    in = new BufferedInputStream(socket.getInputStream());
  }

  @Override
  public void event(int number) throws IOException {
    String answer = post(notifications.upload(number));
    if (!answer.equals("200 {\"outcome\":\"done\"}")) {
      throw new IOException("event " + number + " was answered " + answer);
    }
  }

  private String post(String body) throws IOException {
    String head = "POST " + path + " HTTP/1.1\r\nHost: drover\r\nContent-Length: " + body.length();
    socket
        .getOutputStream()
        .write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    String status = line().split(" ", 3)[1];
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
