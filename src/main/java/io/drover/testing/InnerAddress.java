package io.drover.testing;

import java.util.Set;

/** Addresses within the process; a route that begins at one is called by other routes. */
final class InnerAddress {
  private static final Set<String> SCHEMES = Set.of("direct", "seda");

  private InnerAddress() {}

  /** Whether an address, placeholders replaced, is one. */
  static boolean is(String uri) {
    return SCHEMES.contains(scheme(uri));
  }

  /** What stands before the colon; empty if there is none. */
  static String scheme(String uri) {
    return uri.substring(0, Math.max(0, uri.indexOf(':')));
  }
}
