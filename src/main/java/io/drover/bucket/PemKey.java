package io.drover.bucket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM: PKCS #8 (RFC 5958), and the older forms that cert-manager and OpenSSL write,
 * PKCS #1 (RFC 8017, appendix A.1.2) and SEC 1 (RFC 5915), which are put into the first.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final byte[] VERSION_0 = {2, 1, 0};

  /** rsaEncryption with parameters NULL. */
  private static final byte[] RSA = {
    0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  /** id-ecPublicKey. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private PemKey() {}

  static PrivateKey of(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, US_ASCII));
    if (!block.find()) {
      throw new InvalidKeyException(
          "the file of the key holds no block BEGIN PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY"
              + " that is not encrypted");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(2));
    byte[] pkcs8 =
        switch (block.group(1)) {
          case "RSA PRIVATE KEY" -> wrapped(RSA, der);
          case "EC PRIVATE KEY" -> wrapped(element(0x30, EC, curve(der)), der);
          default -> der;
        };
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw new InvalidKeyException("the file of the key holds none of RSA, EC or EdDSA");
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(0x30, VERSION_0, algorithm, element(4, key));
  }

  /** The name of the curve: the element [0], which follows the version and the key. */
  private static byte[] curve(byte[] sec1) throws InvalidKeyException {
    try {
      int first = (sec1[1] & 0x80) == 0 ? 2 : 3;
      int at = first + 5 + sec1[first + 4];
      if ((sec1[at] & 0xff) == 0xa0) {
        return Arrays.copyOfRange(sec1, at + 2, at + 2 + sec1[at + 1]);
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      // said below
    }
    throw new InvalidKeyException("the EC key does not name its curve");
  }

  /** An element of DER. */
  private static byte[] element(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length > 255) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 127) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] content : contents) {
      out.writeBytes(content);
    }
    return out.toByteArray();
  }
}
