package io.drover.jetstream;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.servers.NatsServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** One of several Drovers that share a store in JetStream, with a route that reads a stream. */
public final class Replica implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();

  /**
   * @param durable the consumer of its route {@code r}
   */
  public Replica(NatsServer server, String store, String stream, String durable, Processor work)
      throws Exception {
    context.getPropertiesComponent().addInitialProperty("drover.store", "jetstream:" + store);
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(server.url());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    String options = "&backoff=0.1&durable=" + durable;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jetstream:" + stream + "?streamSubjects=" + stream + ".>" + options)
                .routeId("r")
                .process(work)
                .to("log:done?level=DEBUG")
                .id("sent");
          }
        });
    context.start();
  }

  public DefaultCamelContext context() {
    return context;
  }

  /** The outcomes of what it had, in their order. */
  public List<String> outcomes() {
    return settled.stream().map(each -> each.outcome().word()).toList();
  }

  Map<String, Object> storeHealth() {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("store"))
        .findFirst()
        .orElseThrow()
        .data();
  }

  @Override
  public void close() {
    context.stop();
  }
}
