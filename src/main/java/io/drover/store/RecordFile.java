package io.drover.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Reads the lines of a file of records. */
final class RecordFile {
  /**
   * What a file was found to be.
   *
   * @param good its length up to the last good line: what comes after was being written when its
   *     writer ended
   * @param damagedPlaces in how many places before that something cannot be read
   */
  record Findings(long good, int damagedPlaces) {}

  private RecordFile() {}

  /** Enters every line, from the start, into an index; empty ones say nothing. */
  static Findings read(FileChannel file, RecordIndex index) throws IOException {
    long offset = 0;
    long good = 0;
    int damagedPlaces = 0;
    InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(0)), 1 << 16);
    for (byte[] line = next(in); line != null; line = next(in)) {
      RecordLine record = RecordLine.read(line, line.length);
      if (record != null) {
        damagedPlaces += good < offset ? 1 : 0;
        index.line(record, offset, line.length + 1);
        good = offset + line.length + 1;
      } else if (line.length == 0 && good == offset) {
        good++;
      }
      offset += line.length + 1;
    }
    return new Findings(good, damagedPlaces);
  }

  /** The line of a record where an index has it, or null if it is damaged. */
  static RecordLine line(AppendFile file, String key, RecordIndex.Place place) throws IOException {
    try {
      byte[] bytes = file.read(place.offset(), place.length());
      RecordLine line = RecordLine.read(bytes, bytes.length - 1);
      return line != null && key.equals(line.key()) ? line : null;
    } catch (EOFException e) {
      return null;
    }
  }

  /** The next line without its line feed; null where there is no whole one. */
  private static byte[] next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toByteArray();
      }
      line.write(c);
    }
    return null;
  }
}
