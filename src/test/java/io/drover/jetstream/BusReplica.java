package io.drover.jetstream;

import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.servers.NatsServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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

  /**
   * @param bus the property
   */
  BusReplica(NatsServer server, String bus, Path store) {
    property("drover.store", store.toString());
    property("drover.bus", bus);
    component.setServers(server.url());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    context.getShutdownStrategy().setTimeout(10);
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
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from)
                .routeId("uploads.r")
                .filter(simple(filter))
                .process(exchange -> awaitIfKilled())
                .process(work)
                .process(
                    exchange ->
                        worked.add(exchange.getMessage().getHeader("ce-subject", String.class)))
                .id("act")
                .to(to)
                .id("sent");
          }
        });
    context.start();
    return this;
  }

  private void awaitIfKilled() throws InterruptedException {
    if (killed) {
      ended.await();
    }
  }

  /** It answers nobody any more, neither the server nor senders. */
  void kill() throws Exception {
    killed = true;
    component.setServers("nats://127.0.0.1:1");
    component.link().connection().close();
  }

  HttpResponse<String> post(String key) {
    return send(
        """
        {"Records":[{"eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put",
          "s3":{"bucket":{"name":"acme"},"object":{"key":"%s","contentType":"image/gif"}}}]}
        """
            .formatted(key));
  }

  HttpResponse<String> send(String notification) {
    URI address = context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofString(notification))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  HealthDetail health(String name) {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  long settled(String outcome) {
    return settled.stream().filter(each -> each.outcome().word().equals(outcome)).count();
  }

  @Override
  public void close() {
    ended.countDown();
    context.stop();
  }
}
