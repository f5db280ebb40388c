package io.drover.bucket;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A secret that stands in an option, or in a file that may change. Thread-safe. */
final class Secret {
  private final byte[] value;
  private final RotatingFiles<byte[]> file;

  private Secret(byte[] value, RotatingFiles<byte[]> file) {
    this.value = value;
    this.file = file;
  }

  /**
   * The secret of two options, or null if neither is given.
   *
   * @param option the name of the first, for messages; that of the second ends with {@code File}
   */
  static Secret of(String option, String value, String path) {
    boolean isValue = value != null && !value.isEmpty();
    boolean isFile = path != null && !path.isEmpty();
    if (isValue && isFile) {
      throw new IllegalArgumentException(
          "bucket:webhook: give " + option + " or " + option + "File, not both");
    }
    if (isFile) {
      return new Secret(
          null, new RotatingFiles<>(option + "File", List.of(path), files -> line(files.get(0))));
    }
    return isValue ? new Secret(value.getBytes(StandardCharsets.UTF_8), null) : null;
  }

  /** Without the end of the line that editors add. */
  private static byte[] line(byte[] content) throws java.io.IOException {
    String text = new String(content, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new java.io.IOException("the file is empty");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return file == null ? value : file.get();
  }
}
