package io.drover.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Kubernetes API in this process, on loopback, with what Drover's routes need of it: objects of
 * the kinds in {@link Kinds} can be created, listed, watched, replaced, applied and deleted.
 * Nothing acts on them: no controller, no admission, no garbage collection.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
  /** The mock server logs every request; held here, as the JDK keeps loggers weakly. */
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;

  private EmbeddedKubernetes(KubernetesMockServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static EmbeddedKubernetes start() {
    REQUESTS.setLevel(Level.WARNING);
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new EmbeddedDispatcher(), false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    return new EmbeddedKubernetes(server);
  }

  /** How to connect to it. */
  public Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.url("/"))
        .withNamespace("default")
        .withHttp2Disable(true)
        .build();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
