package io.drover.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a client needs for TLS, in files of PEM.
 *
 * @param authorities whose certificates are trusted; null for those that Java trusts
 * @param certificate the client's, with those that lead to its authority; null for none
 * @param key of that certificate
 */
public record PemFiles(Path authorities, Path certificate, Path key) {
  private static final char[] NO_PASSWORD = {};

  /**
   * A context with what the files hold now.
   *
   * @throws IOException naming the file that cannot be read, and nothing of what is in it
   */
  public SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate == null ? null : identity(), trusted(), null);
    return context;
  }

  private TrustManager[] trusted() throws IOException, GeneralSecurityException {
    if (authorities == null) {
      return null;
    }
    KeyStore store = empty();
    for (Certificate each : certificates(authorities)) {
      store.setCertificateEntry("ca-" + store.size(), each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private KeyManager[] identity() throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    try {
      store.setKeyEntry("client", PemKey.of(Files.readAllBytes(key)), NO_PASSWORD, chain);
    } catch (GeneralSecurityException e) {
      throw new IOException("reading the key in " + key + ": " + e.getMessage(), e);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file) throws IOException {
    List<Certificate> found;
    try (InputStream in = Files.newInputStream(file)) {
      found = new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (GeneralSecurityException e) {
      throw new IOException("reading certificates in " + file + ": " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IOException("reading certificates in " + file + ": there is none");
    }
    return found;
  }
}
