package io.drover.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A line of a file of records: {@code CRC MILLIS KEY VALUE}; {@code CRC MILLIS KEY} removes a
 * record, and {@code CRC MILLIS} says nothing of any. CRC is the CRC-32C of what follows it, in 8
 * hexadecimal digits; MILLIS the time since the epoch; KEY and VALUE are JSON in ASCII, KEY without
 * spaces.
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

  /**
   * @throws JsonProcessingException if the value cannot be written as JSON
   */
  static RecordLine of(String key, long millis, JsonNode value) throws JsonProcessingException {
    return new RecordLine(key, millis, RecordJson.bytes(value));
  }

  static RecordLine removal(String key, long millis) {
    return new RecordLine(key, millis, new byte[0]);
  }

  static RecordLine nothing(long millis) {
    return new RecordLine(null, millis, new byte[0]);
  }

  /** Null if the line is of no record. */
  String key() {
    return key;
  }

  long millis() {
    return millis;
  }

  boolean isRemoval() {
    return json.length == 0;
  }

  JsonNode value() throws IOException {
    return RecordJson.read(json);
  }

  /** With the line feed at its end. */
  byte[] bytes() throws JsonProcessingException {
    byte[] head = head().getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[CRC_DIGITS + head.length + json.length + 1];
    System.arraycopy(head, 0, line, CRC_DIGITS, head.length);
    System.arraycopy(json, 0, line, CRC_DIGITS + head.length, json.length);
    line[line.length - 1] = '\n';
    byte[] crc = crc(line, line.length - 1).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(crc, 0, line, 0, CRC_DIGITS);
    return line;
  }

  private String head() throws JsonProcessingException {
    if (key == null) {
      return " " + millis;
    }
    String name = RecordJson.text(key).replace(" ", "\\u0020");
    return " " + millis + " " + name + (isRemoval() ? "" : " ");
  }

  /**
   * Reads a line.
   *
   * @param line with or without its line feed
   * @param length without the line feed
   * @return null if it is damaged
   */
  static RecordLine read(byte[] line, int length) {
    if (length < CRC_DIGITS + 2 || !text(line, 0, CRC_DIGITS).equals(crc(line, length))) {
      return null;
    }
    int key = indexOfSpace(line, CRC_DIGITS + 1, length) + 1;
    int json = indexOfSpace(line, key, length) + 1;
    try {
      long millis = Long.parseLong(text(line, CRC_DIGITS + 1, key - 1));
      if (key > length) {
        return nothing(millis);
      }
      String name = RecordJson.string(text(line, key, json - 1));
      return new RecordLine(name, millis, Arrays.copyOfRange(line, Math.min(json, length), length));
    } catch (JsonProcessingException | NumberFormatException e) {
      return null;
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The index of the next space, or of the end. */
  private static int indexOfSpace(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != ' ') {
      at++;
    }
    return Math.min(at, end);
  }

  private static String crc(byte[] line, int length) {
    CRC32C crc = new CRC32C();
    crc.update(line, CRC_DIGITS, length - CRC_DIGITS);
    return String.format("%08x", crc.getValue());
  }
}
