package io.drover.bucket;

import io.drover.tls.PemKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The files of HTTPS.
 *
 * @param certificate the server's chain, its own certificate first
 * @param key of that
 * @param clientCa the authorities of senders' certificates, or null if they need none
 */
record TlsFiles(String certificate, String key, String clientCa) {
  private static final int SESSION_SECONDS = 300;

  /**
   * @throws IllegalArgumentException if it is not clear what is meant
   */
  static TlsFiles of(WebhookOptions options) {
    String certificate = given(options.getTlsCertificateFile());
    String key = given(options.getTlsKeyFile());
    String clientCa = given(options.getClientCaFile());
    if ((certificate == null) != (key == null) || (clientCa != null && key == null)) {
      throw new IllegalArgumentException(
          "bucket:webhook: HTTPS needs both tlsCertificateFile and tlsKeyFile, and clientCaFile"
              + " works with HTTPS only; docs/troubleshooting.md#webhook-files");
    }
    return key == null ? null : new TlsFiles(certificate, key, clientCa);
  }

  private static String given(String path) {
    return path == null || path.isEmpty() ? null : path;
  }

  /** A context in which a changed file counts from the next handshake on. */
  SSLContext context() {
    try {
      RotatingFiles<TlsIdentity> identity =
          new RotatingFiles<>(
              "tlsCertificateFile and tlsKeyFile", List.of(certificate, key), TlsFiles::identity);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new RotatingKeyManager[] {new RotatingKeyManager(identity)}, trust(), null);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private TrustManager[] trust() {
    return clientCa == null
        ? null
        : new TrustManager[] {
          new RotatingTrustManager(
              new RotatingFiles<>(
                  "clientCaFile", List.of(clientCa), files -> authorities(files.get(0))))
        };
  }

  private static TlsIdentity identity(List<byte[]> files) throws GeneralSecurityException {
    PrivateKey key = PemKey.of(files.get(1));
    List<X509Certificate> chain = certificates(files.get(0));
    byte[] probe = {1};
    Signature signature = Signature.getInstance(signature(key));
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    if (!chain.get(0).getPublicKey().getAlgorithm().equals(key.getAlgorithm())
        || !isSignedBy(chain.get(0), signature, probe, signed)) {
      throw new CertificateException("the key is not that of the first certificate");
    }
    return new TlsIdentity(key, chain);
  }

  private static boolean isSignedBy(
      X509Certificate certificate, Signature signature, byte[] probe, byte[] signed)
      throws GeneralSecurityException {
    signature.initVerify(certificate.getPublicKey());
    signature.update(probe);
    return signature.verify(signed);
  }

  private static String signature(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static X509ExtendedTrustManager authorities(byte[] file) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
    int number = 0;
    for (X509Certificate authority : certificates(file)) {
      store.setCertificateEntry("ca" + number++, authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (found.isEmpty()) {
      throw new CertificateException("the file holds no block BEGIN CERTIFICATE");
    }
    return found.stream().map(X509Certificate.class::cast).toList();
  }
}
