package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import io.drover.store.RecordTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.UnitOfWorkHelper;

/** What all sources do with a message once they have it. */
public abstract class MessageConsumer extends DefaultConsumer
    implements Suspendable, Replayable, RehearsableSource {
  private static final String HEALTH = "drover-health-";

  private final MessageReader reader;
  private final List<String> shown = new ArrayList<>();
  private Companion companion;
  private Bus bus;
  private Bus.Outlet outlet;

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
    deliver(message, () -> reader.read(message, headers), this::deliver, acknowledge);
  }

  @Override
  public void receive(byte[] message, String contentType, Consumer<Settlement> acknowledge) {
    deliver(message, () -> reader.readAny(message, contentType), this::rehearse, acknowledge);
  }

  @Override
  public void replayUnread(byte[] message, Consumer<Settlement> acknowledge) {
    take(message, Map.of(), acknowledge);
  }

  private void deliver(
      byte[] message,
      Supplier<ReadMessage> read,
      BiConsumer<ReadMessage, Consumer<Settlement>> next,
      Consumer<Settlement> acknowledge) {
    ReadMessage content;
    try {
      content = read.get();
    } catch (PermanentException e) {
      acknowledge.accept(unreadable(message, message, e));
      return;
    } catch (RuntimeException | StackOverflowError e) { // whose words may be the message's
      String type = e.getClass().getSimpleName();
      String why = "no event can be made of the message: reading it ends with " + type;
      acknowledge.accept(unreadable(message, message, new PermanentException(why, e)));
      return;
    }
    next.accept(content, acknowledge);
  }

  /** Runs the route on what is there, without asking others for more. */
  private void rehearse(ReadMessage content, Consumer<Settlement> acknowledge) {
    deliver(content, same -> same, acknowledge);
  }

  /**
   * Runs the route on what is for it, or has the bus keep it until a replica does.
   *
   * @param acknowledge called once, on this or another thread
   */
  protected final void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
    if (bus != null && content.body() != null) {
      acknowledge.accept(settlements().queue(bus, route(), content));
    } else {
      deliver(content, reader::complete, acknowledge);
    }
  }

  private void deliver(
      ReadMessage content, UnaryOperator<ReadMessage> complete, Consumer<Settlement> acknowledge) {
    if (content.body() == null) {
      acknowledge.accept(settlements().filtered(route(), content.event(), content.note()));
    } else {
      run(content, complete, 0, acknowledge);
    }
  }

  private void run(
      ReadMessage content,
      UnaryOperator<ReadMessage> complete,
      int replay,
      Consumer<Settlement> acknowledge) {
    Exchange exchange = createExchange(true);
    Delivery delivery =
        Delivery.start(exchange, route(), content.event(), content.body(), replay, acknowledge);
    if (delivery == null) {
      return;
    }
    try {
      ReadMessage whole = complete.apply(content);
      delivery.note(whole.note());
      delivery.madeOf(reader.parts(whole.body()));
      exchange.getMessage().setBody(whole.body().deepCopy()); // which the route may change
    } catch (RuntimeException | Error e) {
      exchange.setException(e);
      UnitOfWorkHelper.doneSynchronizations(
          exchange, exchange.getExchangeExtension().handoverCompletions());
      return;
    }
    getAsyncProcessor().process(exchange, doneSync -> {});
  }

  @Override
  public void replay(
      CloudEvent event, JsonNode data, int replay, Consumer<Settlement> acknowledge) {
    ReadMessage content = new ReadMessage(event, data.deepCopy(), null);
    run(content, reader::complete, replay, acknowledge);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    settlements().begin(route(), this);
    bus = isKept() ? null : settlements().bus();
    if (bus != null) {
      outlet = bus.open(route(), new FromBus());
    }
    settlements().backfills().add(route(), reader.backfill(), new Way());
    companion = reader.companion();
    if (companion != null) {
      companion.start(new Way());
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (companion != null) {
      companion.stop();
    }
    if (outlet != null) {
      outlet.close();
      outlet = null;
    }
    settlements().backfills().remove(route());
    shown.forEach(context().getRegistry()::unbind);
    shown.clear();
    settlements().end(route());
    super.doStop();
  }

  /**
   * Whether what the source takes is kept elsewhere until it is settled, for all replicas, so that
   * no bus need do it.
   */
  protected boolean isKept() {
    return false;
  }

  /** What makes events of the messages. */
  protected final MessageReader reader() {
    return reader;
  }

  /** How long no event is to be taken; zero if the next one may be. */
  protected final Duration hold() {
    return bus == null ? settlements().hold(route()) : bus.hold();
  }

  /**
   * Settles a message that cannot be read.
   *
   * @param whole the message, of which {@code kept} goes into the dead letter
   */
  protected final Settlement unreadable(byte[] whole, byte[] kept, PermanentException why) {
    return settlements().unreadable(route(), reader.unreadable(whole), kept, why);
  }

  /** Whether it is neither suspended nor stopping. */
  protected final boolean isTaking() {
    return isRunAllowed() && !isSuspendingOrSuspended();
  }

  /** The id of the route whose author named this source. */
  protected final String route() {
    return Routes.author(context(), getRouteId());
  }

  private CamelContext context() {
    return getEndpoint().getCamelContext();
  }

  protected final Settlements settlements() {
    return Settlements.of(context());
  }

  /** For those that find events beside the transport. */
  private class Way implements Inlet {
    @Override
    public String route() {
      return MessageConsumer.this.route();
    }

    @Override
    public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
      MessageConsumer.this.deliver(content, acknowledge);
    }

    @Override
    public Duration hold() {
      return MessageConsumer.this.hold();
    }

    @Override
    public boolean isOpen() {
      return isTaking() && settlements().leadership().leads();
    }

    @Override
    public boolean isFinished(CloudEvent event) throws IOException {
      return settlements().isFinished(route(), event);
    }

    @Override
    public void show(HealthDetail detail) {
      shown.add(HEALTH + detail.name());
      context().getRegistry().bind(HEALTH + detail.name(), HealthDetail.class, detail);
    }

    @Override
    public RecordTable positions() {
      return settlements().positions();
    }
  }

  /** For events that were kept meanwhile: any replica takes them. */
  private final class FromBus extends Way {
    @Override
    public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
      MessageConsumer.this.deliver(reader.again(content), reader::complete, acknowledge);
    }

    @Override
    public Duration hold() {
      return settlements().hold(route());
    }

    @Override
    public boolean isOpen() {
      return isTaking();
    }
  }
}
