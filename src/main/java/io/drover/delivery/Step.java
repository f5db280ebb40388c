package io.drover.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** The step that an exchange is in, as the route's author wrote it. */
public final class Step {
  static final String PROPERTY = "DroverStep";

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

  /** The index of the split part that the exchange is, or 0. */
  public static int part(Exchange exchange) {
    Integer index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
    return index == null ? 0 : index;
  }
}
