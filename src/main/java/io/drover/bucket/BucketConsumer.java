package io.drover.bucket;

import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.event.StableHash;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** What all transports do with a notification once they have it. */
abstract class BucketConsumer extends DefaultConsumer implements Suspendable {
  private final ObjectFilter filter;

  BucketConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.filter = endpoint.filter();
  }

  @Override
  public BucketEndpoint getEndpoint() {
    return (BucketEndpoint) super.getEndpoint();
  }

  /**
   * Runs the route on the records that the source's conditions take.
   *
   * @param acknowledge called once, on this or another thread
   */
  void deliver(Notification notification, Consumer<Settlement> acknowledge) {
    Notification taken = filter.apply(notification);
    if (taken.records().isEmpty()) {
      Settlement filtered =
          new Settlement(
              route(), notification.event(), Outcome.FILTERED, taken.empty(), null, null);
      acknowledge.accept(settlements().settle(filtered, null));
      return;
    }
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(taken.body());
    Delivery delivery = Delivery.start(exchange, route(), taken.event(), taken.body(), acknowledge);
    if (taken.lacksContentType()) {
      delivery.note("no content type");
    }
    getAsyncProcessor().process(exchange, doneSync -> {});
  }

  /** Settles a message that cannot be read. */
  Settlement unreadable(byte[] content, PermanentException why) {
    String id = StableHash.of(List.of(Base64.getEncoder().encodeToString(content)));
    CloudEvent event = new CloudEvent(id, "s3:", "unreadable", null, null);
    Settlement dead = new Settlement(route(), event, Outcome.DEAD, why.getMessage(), null, why);
    return settlements().settle(dead, content);
  }

  private String route() {
    return Routes.author(getEndpoint().getCamelContext(), getRouteId());
  }

  private Settlements settlements() {
    return Settlements.of(getEndpoint().getCamelContext());
  }
}
