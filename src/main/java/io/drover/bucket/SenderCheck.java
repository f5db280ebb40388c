package io.drover.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is of a sender that knows the secrets: a bearer token, a signature of the body
 * (HMAC, RFC 2104), or both where both are configured. Compares in a time that does not tell how
 * much was right. Thread-safe.
 */
final class SenderCheck {
  private static final byte[] BEARER = "Bearer ".getBytes(UTF_8);

  private final Secret token;
  private final Secret hmac;
  private final String header;
  private final String prefix;
  private final String algorithm;
  private final boolean isHex;

  SenderCheck(SenderOptions options) {
    token = Secret.of("token", options.getToken(), options.getTokenFile());
    hmac = Secret.of("hmacSecret", options.getHmacSecret(), options.getHmacSecretFile());
    header = options.getHmacHeader();
    prefix = options.getHmacPrefix() == null ? "" : options.getHmacPrefix();
    algorithm = options.getHmacAlgorithm();
    isHex = options.getHmacEncoding().equals("hex");
  }

  boolean asksForAnything() {
    return token != null || hmac != null;
  }

  boolean hasToken(HttpExchange request) {
    String shown = request.getRequestHeaders().getFirst("Authorization");
    if (token == null || shown == null) {
      return token == null;
    }
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(BEARER);
    expected.writeBytes(token.bytes());
    return MessageDigest.isEqual(shown.getBytes(UTF_8), expected.toByteArray());
  }

  /** What makes the signature of a body, to be fed with it; null if bodies are not signed. */
  Mac signature() {
    try {
      if (hmac == null) {
        return null;
      }
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(hmac.bytes(), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "bucket:webhook: hmacAlgorithm=" + algorithm + " is none of this Java", e);
    }
  }

  /**
   * @param mac fed with the whole body, or null
   */
  boolean hasSignature(HttpExchange request, Mac mac) {
    String shown = request.getRequestHeaders().getFirst(header);
    if (mac == null || shown == null || !shown.startsWith(prefix)) {
      return mac == null;
    }
    byte[] expected = mac.doFinal();
    String text =
        isHex ? HexFormat.of().formatHex(expected) : Base64.getEncoder().encodeToString(expected);
    String given = shown.substring(prefix.length());
    byte[] signature = (isHex ? given.toLowerCase(java.util.Locale.ROOT) : given).getBytes(UTF_8);
    return MessageDigest.isEqual(signature, text.getBytes(UTF_8));
  }
}
