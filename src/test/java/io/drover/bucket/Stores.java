package io.drover.bucket;

import io.drover.servers.Minio;

/** Object stores of tests. */
final class Stores {
  private Stores() {}

  static ObjectStore of(Minio minio) {
    return at(minio.url().toString());
  }

  /**
   * @param endpoint by which it is reached
   */
  static ObjectStore at(String endpoint) {
    ObjectStore store = new ObjectStore();
    store.setEndpoint(endpoint);
    store.setAccessKey(Minio.user());
    store.setSecretKey(Minio.password());
    return store;
  }
}
