package io.drover.delivery;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Settles a delivery when its unit of work ends. */
final class Settle extends SynchronizationAdapter {
  private final Delivery delivery;
  private final Settlements settlements;
  private final Consumer<Settlement> acknowledge;
  private final int attempt;

  Settle(
      Delivery delivery, Settlements settlements, Consumer<Settlement> acknowledge, int attempt) {
    this.delivery = delivery;
    this.settlements = settlements;
    this.acknowledge = acknowledge;
    this.attempt = attempt;
  }

  @Override
  public void onDone(Exchange exchange) {
    Settlement settlement;
    try {
      settlement = settlements.settle(Decision.of(exchange, delivery).numbered(attempt), delivery);
    } catch (RuntimeException | Error e) { // an event without an outcome would never come again
      settlement = settlements.unsettled(delivery, e);
    } finally {
      settlements.ended(delivery.route());
    }
    acknowledge.accept(settlement);
  }
}
