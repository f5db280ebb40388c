package io.drover.bucket;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes senders whose certificate an authority signed that the file holds now. Thread-safe. */
final class RotatingTrustManager extends X509ExtendedTrustManager {
  private final RotatingFiles<X509ExtendedTrustManager> files;

  RotatingTrustManager(RotatingFiles<X509ExtendedTrustManager> files) {
    this.files = files;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    files.get().checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    files.get().checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    files.get().checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw notAClient();
  }

  private static CertificateException notAClient() {
    return new CertificateException("this believes clients only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return files.get().getAcceptedIssuers();
  }
}
