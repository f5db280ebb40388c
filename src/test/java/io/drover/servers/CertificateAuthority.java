package io.drover.servers;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for the servers and clients of a test, as files of PEM in a folder. */
public final class CertificateAuthority {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final Duration DAY = Duration.ofDays(1);

  private final Path folder;
  private final String name;
  private final KeyPair keys;

  /** A certificate and its key. */
  public record Issued(Path certificate, Path key) {
    /** As NATS servers are given them. */
    public String configuration() {
      return "cert_file: \"" + certificate + "\", key_file: \"" + key + "\"";
    }
  }

  public CertificateAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.name = name;
    this.keys = newKeys();
    byte[] own = certificate(name, keys, new BasicConstraints(true), null).getEncoded();
    write(name + ".pem", CERTIFICATE, own);
  }

  /** Its own certificate. */
  public Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /**
   * Writes NAME.pem and NAME.key, over those that are there.
   *
   * @param hosts addresses if they begin with a digit, else names
   */
  public Issued issue(String subject, String... hosts) throws Exception {
    KeyPair theirs = newKeys();
    GeneralName[] names =
        Stream.of(hosts).map(h -> new GeneralName(type(h), h)).toArray(GeneralName[]::new);
    X509Certificate certificate =
        certificate(
            subject,
            theirs,
            new BasicConstraints(false),
            names.length == 0 ? null : new GeneralNames(names));
    return new Issued(
        write(subject + ".pem", CERTIFICATE, certificate.getEncoded()),
        write(subject + ".key", "PRIVATE KEY", theirs.getPrivate().getEncoded()));
  }

  private static int type(String host) {
    return Character.isDigit(host.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(
      String subject, KeyPair theirs, BasicConstraints constraints, GeneralNames names)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + name),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(DAY)),
            Date.from(now.plus(DAY)),
            new X500Name("CN=" + subject),
            theirs.getPublic());
    builder.addExtension(Extension.basicConstraints, true, constraints);
    if (names != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, names);
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private Path write(String file, String kind, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
