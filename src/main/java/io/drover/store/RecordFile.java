package io.drover.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Reads the lines of a file of records, from the start. */
final class RecordFile {
  private RecordFile() {}

  /**
   * Enters every line into an index.
   *
   * @return the length of the file up to its last good line: what comes after was being written
   *     when its writer ended
   */
  static long read(FileChannel file, RecordIndex index) throws IOException {
    long offset = 0;
    long good = 0;
    long bad = -1;
    InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(0)), 1 << 16);
    for (byte[] line = next(in); line != null; line = next(in)) {
      RecordLine record = RecordLine.read(line, 0, line.length);
      if (record != null) {
        if (bad >= 0) {
          index.damaged();
          bad = -1;
        }
        index.line(record, offset, line.length + 1);
        good = offset + line.length + 1;
      } else if (bad < 0) {
        bad = offset;
      }
      offset += line.length + 1;
    }
    return good;
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
