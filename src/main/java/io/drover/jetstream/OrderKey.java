package io.drover.jetstream;

import com.fasterxml.jackson.core.JsonPointer;
import io.drover.delivery.ReadMessage;

/** What makes events belong together, so that they are worked on in order. */
final class OrderKey {
  private final String orderBy;
  private final JsonPointer pointer;

  /**
   * @param orderBy {@code none}, {@code subject} or a JSON pointer into the body
   * @throws IllegalArgumentException if it is neither
   */
  OrderKey(String orderBy) {
    this.orderBy = orderBy;
    try {
      pointer = orderBy.startsWith("/") ? JsonPointer.compile(orderBy) : keyword(orderBy);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "orderBy=" + orderBy + ": it is none, subject or a JSON pointer such as /order/id", e);
    }
  }

  private static JsonPointer keyword(String orderBy) {
    if (orderBy.equals("none") || orderBy.equals("subject")) {
      return null;
    }
    throw new IllegalArgumentException("neither a word that is known nor a pointer");
  }

  /** Null if the event waits for no other. */
  String of(ReadMessage content) {
    if (orderBy.equals("subject")) {
      return content.event().source() + "\n" + content.event().subject();
    }
    return pointer == null || content.body() == null ? null : content.body().at(pointer).toString();
  }
}
