package io.drover.bucket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Events of objects in buckets, by several transports. */
@Component("bucket")
public class BucketComponent extends DefaultComponent {
  private final List<WebhookServer> servers = new ArrayList<>();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    BucketEndpoint endpoint = new BucketEndpoint(uri, this, Transport.of(remaining));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The server at an address, started for the first route and shared by all that name it. */
  synchronized WebhookServer server(InetSocketAddress address) throws IOException {
    for (WebhookServer server : servers) {
      if (server.address().equals(address)) {
        return server;
      }
    }
    WebhookServer server = new WebhookServer(address);
    servers.add(server);
    return server;
  }

  synchronized void release(WebhookServer server) {
    if (server.isUnused()) {
      servers.remove(server);
      server.stop();
    }
  }

  /** The addresses at which routes of this context listen now, each with its path. */
  public synchronized List<URI> webhookAddresses() {
    return servers.stream().flatMap(server -> server.addresses().stream()).toList();
  }
}
