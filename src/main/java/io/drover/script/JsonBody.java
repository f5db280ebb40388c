package io.drover.script;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/** The body of a message as what scripts work on. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * As JSON, converted by Camel if it is something else.
   *
   * @return null if there is no body
   * @throws PermanentException if it is no JSON, with the place that is wrong if it is text
   */
  public static JsonNode of(Exchange exchange) {
    Object found = exchange.getMessage().getBody();
    if (found == null) {
      return null;
    }
    try {
      JsonNode json = exchange.getMessage().getBody(JsonNode.class);
      if (json != null) {
        return json;
      }
    } catch (TypeConversionException e) {
      throw new PermanentException("the message body is not JSON" + place(e.getCause()), e);
    }
    throw new PermanentException(
        "the message body is not JSON but of type " + found.getClass().getSimpleName());
  }

  private static String place(Throwable cause) {
    JsonLocation place =
        cause instanceof JsonProcessingException wrong ? wrong.getLocation() : null;
    return place == null
        ? ""
        : ": line " + place.getLineNr() + ", column " + place.getColumnNr() + " is wrong";
  }
}
