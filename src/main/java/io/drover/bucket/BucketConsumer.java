package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.drover.delivery.RehearsableSource;
import io.drover.delivery.Replayable;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** What all transports do with a notification once they have it. */
abstract class BucketConsumer extends DefaultConsumer
    implements Suspendable, Replayable, RehearsableSource {
  private final NotificationReader reader;
  private final ObjectFilter filter;

  BucketConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.reader = new NotificationReader(endpoint.getKeyEncoding());
    this.filter = endpoint.filter();
  }

  @Override
  public BucketEndpoint getEndpoint() {
    return (BucketEndpoint) super.getEndpoint();
  }

  /** Takes a message as a sender delivers it. */
  void receive(byte[] message, Consumer<Settlement> acknowledge) {
    receive(message, reader::read, acknowledge);
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    receive(message, m -> reader.readAny(m).typed(contentType), acknowledge);
  }

  private void receive(
      byte[] message, Function<byte[], Notification> read, Consumer<Settlement> acknowledge) {
    Notification notification;
    try {
      notification = read.apply(message);
    } catch (PermanentException e) {
      acknowledge.accept(unreadable(message, message, e));
      return;
    }
    deliver(notification, acknowledge);
  }

  @Override
  public void replayUnread(byte[] message, Consumer<Settlement> acknowledge) {
    receive(message, acknowledge);
  }

  /**
   * Runs the route on the records that the source's conditions take.
   *
   * @param acknowledge called once, on this or another thread
   */
  void deliver(Notification notification, Consumer<Settlement> acknowledge) {
    Notification taken = filter.apply(notification);
    if (taken.records().isEmpty()) {
      acknowledge.accept(settlements().filtered(route(), notification.event(), taken.empty()));
    } else {
      String note = taken.lacksContentType() ? "the event has no content type" : null;
      run(taken.event(), taken.body(), 0, note, acknowledge);
    }
  }

  private void run(
      CloudEvent event, JsonNode body, int replay, String note, Consumer<Settlement> acknowledge) {
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(body);
    Delivery delivery =
        Delivery.start(exchange, route(), event, body.deepCopy(), replay, acknowledge);
    if (delivery != null) {
      delivery.note(note);
      getAsyncProcessor().process(exchange, doneSync -> {});
    }
  }

  @Override
  public void replay(
      CloudEvent event, JsonNode data, int replay, Consumer<Settlement> acknowledge) {
    run(event, data.deepCopy(), replay, null, acknowledge);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    settlements().begin(route(), this);
  }

  @Override
  protected void doStop() throws Exception {
    settlements().end(route());
    super.doStop();
  }

  /** Where a source that asks for its events keeps how far it is. */
  FolderPositions positions(Path folder) {
    return new FolderPositions(settlements().positions(), route(), folder);
  }

  /** How long no event is to be taken; zero if the next one may be. */
  Duration hold() {
    return settlements().hold(route());
  }

  /**
   * Settles a message that cannot be read.
   *
   * @param whole the message, of which {@code kept} goes into the dead letter
   */
  Settlement unreadable(byte[] whole, byte[] kept, PermanentException why) {
    String id = StableHash.of(List.of(Base64.getEncoder().encodeToString(whole)));
    CloudEvent event = new CloudEvent(id, "s3:", "unreadable", null, null);
    return settlements().unreadable(route(), event, kept, why);
  }

  private String route() {
    return Routes.author(getEndpoint().getCamelContext(), getRouteId());
  }

  private Settlements settlements() {
    return Settlements.of(getEndpoint().getCamelContext());
  }
}
