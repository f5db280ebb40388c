package io.drover.delivery;

/** Is told of every settlement. All beans of this type in Camel's registry are. */
@FunctionalInterface
public interface SettlementListener {
  /** Called on the thread that ended the event's work, before the source acknowledges. */
  void settled(Settlement settlement);
}
