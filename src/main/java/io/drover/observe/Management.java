package io.drover.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.observe.ManagementServer.Content;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;

/**
 * Health and metrics of a Camel context and its process, at {@code /observe}. Open it before the
 * context starts, so that it can tell that it does.
 */
public final class Management implements AutoCloseable {
  private final CamelContext context;
  private final Health health;
  private final RoutesHealth routes;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process = new ProcessMeters(meters);
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final ManagementServer server;

  /**
   * @param address with port 0 for a free one
   * @throws IOException naming the address and the remedy if it is in use
   */
  public Management(CamelContext context, Readiness readiness, InetSocketAddress address)
      throws IOException {
    this.context = context;
    health = new Health(readiness);
    routes = new RoutesHealth(context, Clock.systemUTC());
    server = new ManagementServer(address);
    server.add("/observe/health", accept -> json(everything()));
    server.add("/observe/health/ready", accept -> json(health.ready()));
    server.add("/observe/health/live", accept -> json(Health.live()));
    server.add("/observe/metrics", this::metrics);
    context.getRegistry().bind("meterRegistry", meters);
    context.getRegistry().bind("routesHealth", DeliveryListener.class, routes);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  private ObjectNode everything() {
    var others = context.getRegistry().findByType(HealthDetail.class);
    return health.all(routes.details(), List.copyOf(others));
  }

  private static Content json(ObjectNode page) {
    int status = page.get("status").asText().equals("UP") ? 200 : 503;
    return new Content(status, "application/json", page.toString());
  }

  private Content metrics(String accept) throws IOException {
    ExpositionFormatWriter format = formats.findWriter(accept);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(bytes, meters.getPrometheusRegistry().scrape());
    return new Content(200, format.getContentType(), bytes.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
    process.close();
    meters.close();
  }
}
