package io.drover.delivery;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Settles a delivery when its unit of work ends. */
final class Settle extends SynchronizationAdapter {
  private final Delivery delivery;
  private final Settlements settlements;
  private final Consumer<Settlement> acknowledge;

  Settle(Delivery delivery, Settlements settlements, Consumer<Settlement> acknowledge) {
    this.delivery = delivery;
    this.settlements = settlements;
    this.acknowledge = acknowledge;
  }

  @Override
  public void onDone(Exchange exchange) {
    Settlement settlement;
    try {
      settlement = settlements.settle(Decision.of(exchange, delivery), delivery.payload());
    } finally {
      settlements.tell(delivery.route(), listener -> listener.ended(delivery.route()));
    }
    acknowledge.accept(settlement);
  }
}
