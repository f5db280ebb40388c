package io.drover.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An HTTP/1.1 answer, or a connection that is reset in its place. */
record Reply(int status, Map<String, String> headers, String body) {
  static final Reply RESET = new Reply(0, Map.of(), "");

  static Reply json(int status, String body) {
    return new Reply(status, Map.of("content-type", "application/json"), body);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  void write(OutputStream out) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Chaos\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(content.length).append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(content);
    out.flush();
  }
}
