package io.drover.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Short hashes that are the same on every machine and in every version: the ids of events and the
 * names made from them depend on that.
 */
public final class StableHash {
  private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final int LENGTH = 16;

  private StableHash() {}

  /**
   * The first 80 bits of the SHA-256 of the parts, as 16 characters of RFC 4648 base32 in lower
   * case; fit for a Kubernetes name.
   *
   * @param parts each is hashed with its length, so that no two different lists give the same
   *     input; null differs from the empty string
   */
  public static String of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(part == null ? -1 : bytes.length).array());
      digest.update(bytes);
    }
    byte[] hash = digest.digest();
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET[fiveBits(hash, i * 5)]);
    }
    return text.toString();
  }

  private static int fiveBits(byte[] bytes, int offset) {
    int pair = (bytes[offset / 8] & 0xff) << 8 | (bytes[offset / 8 + 1] & 0xff);
    return pair >> (11 - offset % 8) & 31;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
