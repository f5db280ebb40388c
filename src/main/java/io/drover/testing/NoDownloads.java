package io.drover.testing;

import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceResolverSupport;

/** Refuses to fetch what a route names by an address on the network. */
final class NoDownloads extends ResourceResolverSupport {
  NoDownloads(String scheme) {
    super(scheme);
  }

  @Override
  protected Resource createResource(String location, String remaining) {
    throw new IllegalArgumentException(
        location + " would be fetched from the network, which is not done here: have it as a file");
  }
}
