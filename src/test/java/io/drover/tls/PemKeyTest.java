package io.drover.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {
  private static byte[] pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n")
        .getBytes(US_ASCII);
  }

  private static PrivateKey rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair().getPrivate();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void pkcs8(String algorithm) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    assertThat(PemKey.of(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048})
  void pkcs1(int bits) throws Exception {
    PrivateKey key = rsa(bits);
    byte[] der =
        PrivateKeyInfo.getInstance(key.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertThat(PemKey.of(pem("RSA PRIVATE KEY", der))).isEqualTo(key);
  }

  @Test
  void sec1() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] der =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
                256, ((ECPrivateKey) key).getS(), SECObjectIdentifiers.secp256r1)
            .getEncoded();
    PrivateKey read = PemKey.of(pem("EC PRIVATE KEY", der));
    assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) key).getS());
    assertThat(((ECPrivateKey) read).getParams()).isEqualTo(((ECPrivateKey) key).getParams());
  }

  @Test
  void whatIsNoKeyIsNotShown() {
    byte[] encrypted = pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> PemKey.of(encrypted))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("that is not encrypted")
        .hasMessageNotContaining("AQID");
  }
}
