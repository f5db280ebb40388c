package io.drover.jetstream;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of durable consumers, and tokens of subjects, for routes: another one for each. */
final class Names {
  private static final String PREFIX = "drover-";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Names() {}

  static String durable(String route) {
    return PREFIX + token(route);
  }

  /** Of a durable consumer that gets one of several partitions. */
  static String partition(String durable, int number, int of) {
    return durable + "~" + number + "-of-" + of;
  }

  /** Whether a durable consumer is of a route, with whatever partitions. */
  static boolean isOf(String route, String durable) {
    String name = durable(route);
    return durable.equals(name) || durable.startsWith(name + "~");
  }

  /** What is no letter, digit, underscore or hyphen becomes =XX, byte by byte. */
  static String token(String route) {
    StringBuilder token = new StringBuilder();
    for (byte each : route.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (each > 0 && Character.isLetterOrDigit(each)) || each == '_' || each == '-';
      token.append(plain ? String.valueOf((char) each) : "=" + HEX.toHexDigits(each));
    }
    return token.toString();
  }
}
