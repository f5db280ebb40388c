package io.drover.bucket;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows the certificate that the files hold now. Thread-safe. */
final class RotatingKeyManager extends X509ExtendedKeyManager {
  private final RotatingFiles<TlsIdentity> files;
  private TlsIdentity current;
  private TlsIdentity previous;

  RotatingKeyManager(RotatingFiles<TlsIdentity> files) {
    this.files = files;
    current = files.get();
    previous = current;
  }

  @Override
  public synchronized String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    TlsIdentity now = files.get();
    if (!now.alias().equals(current.alias())) {
      previous = current;
      current = now;
    }
    return now.key().getAlgorithm().equals(keyType) ? now.alias() : null;
  }

  private synchronized TlsIdentity identity(String alias) {
    return previous.alias().equals(alias) ? previous : current;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return identity(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return identity(alias).key();
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }
}
