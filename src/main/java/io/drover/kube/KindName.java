package io.drover.kube;

/**
 * A kind as routes write it.
 *
 * @param apiVersion {@code v1} for the core group, else {@code GROUP/VERSION}
 */
record KindName(String apiVersion, String kind) {
  /**
   * A kind written as {@code GROUP/VERSION/KIND}, or {@code VERSION/KIND} for the core group.
   *
   * @throws IllegalArgumentException if it is not written so
   */
  static KindName parse(String reference) {
    int slash = reference.lastIndexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException(
          "owns: '" + reference + "' is no kind: write it as networking.k8s.io/v1/Ingress");
    }
    return new KindName(reference.substring(0, slash), reference.substring(slash + 1));
  }

  /** Empty for the core group. */
  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return apiVersion + "/" + kind;
  }
}
