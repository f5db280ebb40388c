package io.drover.jetstream;

import io.drover.delivery.Inlet;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Runs a route on the events that the bus kept for it. */
record BusWork(String route, Inlet inlet, OrderKey order, Settlements settlements)
    implements MessageWork {
  @Override
  public ReadMessage read(Message message) {
    return KeptEvent.read(message.getData());
  }

  @Override
  public Settlement unreadable(Message message, PermanentException why) {
    String text = Base64.getEncoder().encodeToString(message.getData());
    String id = StableHash.of(List.of(text));
    CloudEvent event = new CloudEvent(id, message.getSubject(), "unreadable", null, null);
    return settlements.unreadable(route, event, message.getData(), why);
  }

  @Override
  public String key(ReadMessage content) {
    return order.of(content);
  }

  @Override
  public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
    inlet.deliver(content, acknowledge);
  }

  @Override
  public Duration hold() {
    return inlet.hold();
  }

  @Override
  public boolean isOpen() {
    return inlet.isOpen();
  }
}
