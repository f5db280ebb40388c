package io.drover.jetstream;

import io.drover.tls.PemFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Reads the files anew for each connection, so that one which is changed counts from the next one
 * on, and checks that the server is the one that was asked for: the NATS client by itself does
 * neither.
 */
final class LiveTls extends SSLContextSpi {
  private final PemFiles files;

  private LiveTls(PemFiles files) {
    this.files = files;
  }

  /** A context for the sockets of clients. */
  static SSLContext context(PemFiles files) throws NoSuchAlgorithmException {
    SSLContext standard = SSLContext.getDefault();
    return new SSLContext(new LiveTls(files), standard.getProvider(), standard.getProtocol()) {};
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    try {
      return new HostCheckingSockets(files.context().getSocketFactory());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException("the files say it all");
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw new UnsupportedOperationException("for clients only");
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw new UnsupportedOperationException("for sockets only");
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    return engineCreateSSLEngine();
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return null;
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return null;
  }
}
