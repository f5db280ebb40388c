package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/** What all sources do with a message once they have it. */
public abstract class MessageConsumer extends DefaultConsumer
    implements Suspendable, Replayable, RehearsableSource {
  private final MessageReader reader;

  protected MessageConsumer(Endpoint endpoint, Processor processor, MessageReader reader) {
    super(endpoint, processor);
    this.reader = reader;
  }

  /**
   * Takes a message as a sender delivers it.
   *
   * @param acknowledge called once, on this or another thread
   */
  protected final void take(
      byte[] message, Map<String, String> headers, Consumer<Settlement> acknowledge) {
    deliver(message, () -> reader.read(message, headers), acknowledge);
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    deliver(message, () -> reader.readAny(message, contentType), acknowledge);
  }

  @Override
  public void replayUnread(byte[] message, Consumer<Settlement> acknowledge) {
    take(message, Map.of(), acknowledge);
  }

  private void deliver(
      byte[] message, Supplier<ReadMessage> read, Consumer<Settlement> acknowledge) {
    ReadMessage content;
    try {
      content = read.get();
    } catch (PermanentException e) {
      acknowledge.accept(unreadable(message, message, e));
      return;
    }
    deliver(content, acknowledge);
  }

  /**
   * Runs the route on what is for it.
   *
   * @param acknowledge called once, on this or another thread
   */
  protected final void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
    if (content.body() == null) {
      acknowledge.accept(settlements().filtered(route(), content.event(), content.note()));
    } else {
      run(content, 0, acknowledge);
    }
  }

  private void run(ReadMessage content, int replay, Consumer<Settlement> acknowledge) {
    Exchange exchange = createExchange(true);
    exchange.getMessage().setBody(content.body());
    JsonNode payload = content.body().deepCopy();
    Delivery delivery =
        Delivery.start(exchange, route(), content.event(), payload, replay, acknowledge);
    if (delivery != null) {
      delivery.note(content.note());
      getAsyncProcessor().process(exchange, doneSync -> {});
    }
  }

  @Override
  public void replay(
      CloudEvent event, JsonNode data, int replay, Consumer<Settlement> acknowledge) {
    run(new ReadMessage(event, data.deepCopy(), null), replay, acknowledge);
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

  /** What makes events of the messages. */
  protected final MessageReader reader() {
    return reader;
  }

  /** How long no event is to be taken; zero if the next one may be. */
  protected final Duration hold() {
    return settlements().hold(route());
  }

  /**
   * Settles a message that cannot be read.
   *
   * @param whole the message, of which {@code kept} goes into the dead letter
   */
  protected final Settlement unreadable(byte[] whole, byte[] kept, PermanentException why) {
    return settlements().unreadable(route(), reader.unreadable(whole), kept, why);
  }

  /** The id of the route whose author named this source. */
  protected final String route() {
    return Routes.author(getEndpoint().getCamelContext(), getRouteId());
  }

  protected final Settlements settlements() {
    return Settlements.of(getEndpoint().getCamelContext());
  }
}
