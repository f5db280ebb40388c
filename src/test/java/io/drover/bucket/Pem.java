package io.drover.bucket;

import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Keys and certificates for tests. */
record Pem(KeyPair keys, X509Certificate certificate) {
  static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static KeyPair ec() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static Pem authority(String name) throws Exception {
    KeyPair keys = ec();
    return new Pem(keys, issue(name, keys, name, keys, true, 30));
  }

  /** One for 127.0.0.1, signed by this authority. */
  Pem issue(String name, KeyPair theirs) throws Exception {
    String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
    return new Pem(theirs, issue(name, theirs, issuer, keys, false, 30));
  }

  static Pem selfSigned(String name, KeyPair keys, int days) throws Exception {
    return new Pem(keys, issue(name, keys, name, keys, false, days));
  }

  private static X509Certificate issue(
      String name, KeyPair theirs, String issuer, KeyPair signer, boolean isAuthority, int days)
      throws Exception {
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(60, ChronoUnit.DAYS)),
            Date.from(now.plus(days, ChronoUnit.DAYS)),
            new X500Name("CN=" + name),
            theirs.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    if (!isAuthority) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    }
    String algorithm =
        signer.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
  }

  String certificatePem() throws Exception {
    return write(certificate);
  }

  /** RSA PRIVATE KEY or EC PRIVATE KEY. */
  String traditionalKey() throws Exception {
    if (keys.getPrivate() instanceof java.security.interfaces.ECPrivateKey key) {
      ECPrivateKey named = new ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);
      return write(new PemObject("EC PRIVATE KEY", named.getEncoded()));
    }
    return write(keys.getPrivate());
  }

  /** PRIVATE KEY. */
  String pkcs8Key() throws Exception {
    return write(new JcaPKCS8Generator(keys.getPrivate(), null));
  }

  private static String write(Object thing) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(thing);
    }
    return text.toString();
  }
}
