package io.drover.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A record as a line of a file: {@code CRC MILLIS KEY JSON}, or {@code CRC MILLIS KEY} for a
 * removal. CRC is the CRC-32C of what follows it, in 8 hexadecimal digits; MILLIS the time since
 * the epoch; KEY form-encoded, so that it has no spaces.
 */
final class RecordLine {
  private static final int CRC_DIGITS = 8;
  private final String key;
  private final long millis;
  private final byte[] json;

  private RecordLine(String key, long millis, byte[] json) {
    this.key = key;
    this.millis = millis;
    this.json = json;
  }

  static RecordLine of(String key, long millis, byte[] json) {
    return new RecordLine(key, millis, json);
  }

  static RecordLine removal(String key, long millis) {
    return new RecordLine(key, millis, new byte[0]);
  }

  String key() {
    return key;
  }

  long millis() {
    return millis;
  }

  byte[] json() {
    return json;
  }

  boolean isRemoval() {
    return json.length == 0;
  }

  /** With the line feed at its end. */
  byte[] bytes() {
    byte[] head =
        (" " + millis + " " + URLEncoder.encode(key, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.US_ASCII);
    int space = isRemoval() ? 0 : 1;
    byte[] line = new byte[CRC_DIGITS + head.length + space + json.length + 1];
    System.arraycopy(head, 0, line, CRC_DIGITS, head.length);
    if (!isRemoval()) {
      line[CRC_DIGITS + head.length] = ' ';
      System.arraycopy(json, 0, line, CRC_DIGITS + head.length + 1, json.length);
    }
    line[line.length - 1] = '\n';
    String crc = crc(line, CRC_DIGITS, line.length - 1 - CRC_DIGITS);
    System.arraycopy(crc.getBytes(StandardCharsets.US_ASCII), 0, line, 0, CRC_DIGITS);
    return line;
  }

  /**
   * Reads a line.
   *
   * @param length without the line feed
   * @return null if it is damaged
   */
  static RecordLine read(byte[] bytes, int offset, int length) {
    if (length < CRC_DIGITS + 4) {
      return null;
    }
    String crc = new String(bytes, offset, CRC_DIGITS, StandardCharsets.ISO_8859_1);
    if (!crc.equals(crc(bytes, offset + CRC_DIGITS, length - CRC_DIGITS))) {
      return null;
    }
    int end = offset + length;
    int key = indexOfSpace(bytes, offset + CRC_DIGITS + 1, end) + 1;
    int json = indexOfSpace(bytes, key, end) + 1;
    int keyEnd = Math.min(end, json - 1);
    String millis =
        new String(
            bytes,
            offset + CRC_DIGITS + 1,
            key - offset - CRC_DIGITS - 2,
            StandardCharsets.US_ASCII);
    String name = new String(bytes, key, keyEnd - key, StandardCharsets.US_ASCII);
    byte[] value = new byte[Math.max(0, end - json)];
    System.arraycopy(bytes, end - value.length, value, 0, value.length);
    return new RecordLine(
        URLDecoder.decode(name, StandardCharsets.UTF_8), Long.parseLong(millis), value);
  }

  /** The index of the next space, or of the end. */
  private static int indexOfSpace(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return at;
  }

  private static String crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return String.format("%08x", crc.getValue());
  }
}
