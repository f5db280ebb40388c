package io.drover.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** The step that an exchange is in, as the route's author wrote it. */
public final class Step {
  static final String PROPERTY = "DroverStep";
  private static final String PART_PROPERTY = "DroverPart";
  private static final String PART_EXCHANGE_PROPERTY = "DroverPartExchange";

  private Step() {}

  /**
   * The step's id. Inside kamelets the ids are joined by {@code /}, outermost first; null outside a
   * route.
   */
  public static String of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, String.class);
  }

  /** The id of the step in the route itself, also when a kamelet that it calls is at work. */
  public static String outermost(Exchange exchange) {
    String path = of(exchange);
    int slash = path == null ? -1 : path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /**
   * The split part that the exchange is: its index, or 0. A part of a part is written with the
   * outer one first, as in {@code 1.0}.
   */
  public static String part(Exchange exchange) {
    String path = exchange.getProperty(PART_PROPERTY, String.class);
    return path == null ? "0" : path;
  }

  /**
   * Called before each step that stands in a split itself: the first one of a part shows by an
   * exchange that was not seen yet. (Elsewhere, kamelets make copies that are no parts.)
   */
  static void enterPart(Exchange exchange) {
    Integer index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    String id = exchange.getExchangeId();
    if (index != null && !id.equals(exchange.getProperty(PART_EXCHANGE_PROPERTY))) {
      String outer = exchange.getProperty(PART_PROPERTY, String.class);
      exchange.setProperty(PART_PROPERTY, outer == null ? "" + index : outer + "." + index);
      exchange.setProperty(PART_EXCHANGE_PROPERTY, id);
    }
  }
}
