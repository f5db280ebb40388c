package io.drover.bucket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
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
  private Fetch fetch = Fetch::https;
  private SnsSignatures snsSignatures = new SnsSignatures(fetch, Clock.systemUTC());

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    BucketEndpoint endpoint = new BucketEndpoint(uri, this, Transport.of(remaining));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The server at an address, started for the first route and shared by all that name it. */
  synchronized WebhookServer server(InetSocketAddress address, TlsFiles tls) throws IOException {
    for (WebhookServer server : servers) {
      if (server.address().equals(address)) {
        if (!server.hasFiles(tls)) {
          throw new IOException(
              "two routes listen on port "
                  + address.getPort()
                  + " with different certificates: give them the same tlsCertificateFile,"
                  + " tlsKeyFile and clientCaFile, or different ports;"
                  + " docs/troubleshooting.md#two-routes");
        }
        return server;
      }
    }
    WebhookServer server = new WebhookServer(address, tls);
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

  /** Has all that Amazon SNS is asked for be fetched so. */
  void fetchBy(Fetch other) {
    fetch = other;
    snsSignatures = new SnsSignatures(other, Clock.systemUTC());
  }

  Fetch fetch() {
    return fetch;
  }

  SnsSignatures snsSignatures() {
    return snsSignatures;
  }
}
