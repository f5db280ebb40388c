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

/** One of several processes with the same route, in a context of its own. */
final class BusReplica implements AutoCloseable {
  /** What has reached the end of the route, by the keys of the objects. */
  final List<String> worked = new CopyOnWriteArrayList<>();

  final List<Settlement> settled = new CopyOnWriteArrayList<>();
  final DefaultCamelContext context = new DefaultCamelContext();
  private final JetStreamComponent component = new JetStreamComponent();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean killed;
/** One of several Drovers that share a store in JetStream, with a route that reads a stream. */
public final class Replica implements AutoCloseable {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();

  /**
   * @param durable the consumer of its route {@code r}
   */
  BusReplica(NatsServer server, String bus, Path store) {
    property("drover.store", store.toString());
    property("drover.bus", bus);
  public Replica(NatsServer server, String store, String stream, String durable, Processor work)
      throws Exception {
    context.getPropertiesComponent().addInitialProperty("drover.store", "jetstream:" + store);
    JetStreamComponent component = new JetStreamComponent();
    component.setServers(server.url());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
  }

  void property(String name, String value) {
    context.getPropertiesComponent().addInitialProperty(name, value);
  }

  /** With a route that a webhook begins. */
  BusReplica start(Processor work) throws Exception {
    return start("bucket:webhook?bucket=acme&port=0", "true", work);
  }

  /**
   * @param filter in Camel's simple language
   */
  BusReplica start(String from, String filter, Processor work) throws Exception {
    return start(from, filter, work, "log:done?level=DEBUG");
  }

  BusReplica start(String from, String filter, Processor work, String to) throws Exception {
    String options = "&backoff=0.1&durable=" + durable;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jetstream:" + stream + "?streamSubjects=" + stream + ".>" + options)
                .routeId("r")
                .process(work)
                .process(
                    exchange ->
                        worked.add(exchange.getMessage().getHeader("ce-subject", String.class)))
                .id("act")
                .to(to)
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
