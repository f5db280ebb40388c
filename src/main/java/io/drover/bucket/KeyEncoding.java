package io.drover.bucket;

import io.drover.delivery.PermanentException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How a sender writes object keys into its notifications. */
public enum KeyEncoding {
  /** By the shape of the notification: what MinIO's listen API sends is plain, all else form. */
  AUTO,
  /** As they are. */
  PLAIN,
  /** As in an HTML form: {@code %XX} and {@code +}, which is what S3 documents. */
  FORM;

  private static final int SHOWN = 200;

  /**
   * Decodes a form-encoded key. Unlike {@link java.net.URLDecoder} it refuses what is not UTF-8, so
   * that no two keys become one.
   *
   * @throws PermanentException if it is not form-encoded UTF-8
   */
  static String decodeForm(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(key.length());
    for (int i = 0; i < key.length(); ) {
      char c = key.charAt(i);
      if (c == '%') {
        bytes.write(hexByte(key, i));
        i += 3;
      } else {
        int codePoint = c == '+' ? ' ' : key.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(codePoint);
      }
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(key, "its bytes are not UTF-8");
    }
  }

  private static int hexByte(String key, int at) {
    int high = at + 2 < key.length() ? Character.digit(key.charAt(at + 1), 16) : -1;
    int low = at + 2 < key.length() ? Character.digit(key.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw unreadable(key, "two hexadecimal digits must follow the % at character " + (at + 1));
    }
    return high << 4 | low;
  }

  private static PermanentException unreadable(String key, String why) {
    return new PermanentException(
        "the object key '"
            + (key.length() > SHOWN ? key.substring(0, SHOWN) + "..." : key)
            + "' is not form-encoded: "
            + why
            + "; if the sender writes keys as they are, set keyEncoding=plain");
  }
}
