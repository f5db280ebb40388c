package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;

/**
 * What a message holds for a route.
 *
 * @param body of the exchange; null if nothing is for the route
 * @param note something known of the event that explains why no filter takes it, or null; without a
 *     body, why nothing is for the route
 */
public record ReadMessage(CloudEvent event, JsonNode body, String note) {
  /** Of a message of which nothing is for the route. */
  public static ReadMessage nothing(CloudEvent event, String why) {
    return new ReadMessage(event, null, why);
  }
}
