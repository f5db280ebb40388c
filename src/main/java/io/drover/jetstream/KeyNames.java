package io.drover.jetstream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keys of records as <a
 * href="https://github.com/nats-io/nats-architecture-and-design/blob/main/adr/ADR-8.md">keys of a
 * bucket</a>: letters, digits, {@code -}, {@code _} and {@code /} as they are, {@code =XX} and
 * {@code =uXXXX} for other characters, {@code =} for the empty key. A key that would be too long
 * for a subject is known by its hash.
 */
final class KeyNames {
  private static final int LONGEST = 2_500;
  private static final String HASHED = "=h";

  private KeyNames() {}

  /** The whole of a key in characters that a bucket's key may have. */
  static String encode(String key) {
    if (key.isEmpty()) {
      return "=";
    }
    StringBuilder name = new StringBuilder(key.length() + 16);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (isPlain(c)) {
        name.append(c);
      } else {
        name.append(c < 0x100 ? String.format("=%02x", (int) c) : String.format("=u%04x", (int) c));
      }
    }
    return name.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '/';
  }

  /** What {@link #encode} made. */
  static String decode(String name) {
    if (name.equals("=")) {
      return "";
    }
    StringBuilder key = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      if (name.charAt(i) != '=') {
        key.append(name.charAt(i++));
      } else {
        boolean wide = name.charAt(i + 1) == 'u';
        int from = i + (wide ? 2 : 1);
        int to = from + (wide ? 4 : 2);
        key.append((char) Integer.parseInt(name.substring(from, to), 16));
        i = to;
      }
    }
    return key.toString();
  }

  /** The key in the bucket of a whole one. */
  static String bucketKey(String encoded) {
    return encoded.length() <= LONGEST ? encoded : HASHED + hash(encoded);
  }

  /** Whether the whole key stands elsewhere. */
  static boolean isHashed(String bucketKey) {
    return bucketKey.startsWith(HASHED);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
