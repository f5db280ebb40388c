package io.drover.cli;

import io.drover.observe.InFlight;
import io.drover.observe.Management;
import io.drover.observe.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process shows of itself: its management port, open before any route is, by properties. */
final class Observation extends MainListenerSupport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
  private static final int PORT = 9876;

  private final Readiness readiness = new Readiness();
  private final InFlight inFlight = new InFlight();
  private Management management;

  Readiness readiness() {
    return readiness;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /**
   * @throws UsageException if the port cannot be had
   */
  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    if (property(context, "enabled", "true").equals("false")) {
      return;
    }
    String host = property(context, "host", "127.0.0.1");
    InetSocketAddress address = address(host, property(context, "port", String.valueOf(PORT)));
    try {
      management = new Management(context, readiness, address);
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    LOG.info(
        "Health and metrics are at http://{}:{}/observe.", host, management.address().getPort());
  }

  private static InetSocketAddress address(String host, String port) {
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new UsageException(
          "drover.management.port=" + port + ": a number from 0, for any free port, to 65535");
    }
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw new UsageException("drover.management.host=" + host + ": there is no such host");
    }
    return address;
  }

  private static String property(CamelContext context, String name, String value) {
    return context.resolvePropertyPlaceholders("{{drover.management." + name + ":" + value + "}}");
  }

  @Override
  public void close() {
    if (management != null) {
      management.close();
    }
  }
}
