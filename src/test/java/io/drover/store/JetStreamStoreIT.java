package io.drover.store;

import io.drover.jetstream.JetStreamComponent;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Buckets of a NATS server as a store. */
@RequiresServers("nats")
class JetStreamStoreIT extends RecordStoreContract {
  private static NatsServer server;

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final String name = "t-" + UUID.randomUUID();
  private JetStreamComponent component;

  @BeforeAll
  static void startServer() {
    server = new NatsServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void stop() throws Exception {
    if (component != null) {
      component.shutdown();
    }
    context.close();
  }

  @Override
  RecordStore open() {
    if (component == null) {
      component = new JetStreamComponent();
      component.setCamelContext(context);
      component.setServers(server.url());
    }
    return component.openStore(name);
  }
}
