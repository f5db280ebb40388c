package io.drover.bucket;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a server shows, and the key with which it proves that it is its own. */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** Tells this one from those before and after it. */
  String alias() {
    return chain.get(0).getSerialNumber()
        + "-"
        + Integer.toHexString(System.identityHashCode(this));
  }
}
