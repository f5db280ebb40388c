package io.drover.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether SNS signed a message, with the certificates that it publishes, each of which is
 * fetched once. Source: <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">Verifying
 * the signatures of Amazon SNS messages</a>. Thread-safe.
 */
final class SnsSignatures {
  private static final int CERTIFICATES = 16;
  private static final Map<String, String> ALGORITHMS =
      Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

  private final Fetch fetch;
  private final Clock clock;
  private final Map<URI, X509Certificate> certificates = new LinkedHashMap<>();

  SnsSignatures(Fetch fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * @throws IOException if the certificate cannot be had now
   */
  boolean isSigned(SnsMessage message) throws IOException {
    URI address = message.ofSns("SigningCertURL");
    String algorithm = ALGORITHMS.get(message.text("SignatureVersion"));
    if (address == null || algorithm == null || !address.getPath().endsWith(".pem")) {
      return false;
    }
    try {
      X509Certificate certificate = certificate(address);
      certificate.checkValidity(Date.from(clock.instant()));
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(certificate.getPublicKey());
      signature.update(message.signed());
      return signature.verify(Base64.getDecoder().decode(message.text("Signature")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private X509Certificate certificate(URI address) throws IOException, CertificateException {
    synchronized (certificates) {
      X509Certificate known = certificates.get(address);
      if (known != null) {
        return known;
      }
    }
    byte[] pem = fetch.get(address);
    X509Certificate fetched =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem));
    synchronized (certificates) {
      if (certificates.size() >= CERTIFICATES) {
        certificates.remove(certificates.keySet().iterator().next());
      }
      certificates.put(address, fetched);
    }
    return fetched;
  }
}
