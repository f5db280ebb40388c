package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What has to happen to some events in a route.
 *
 * @param line where it stands, from 1
 * @param route the id of the route
 * @param properties that placeholders stand for
 * @param events put in one after the other
 * @param mocks by step
 * @param out what steps have to send or give
 * @param nothingTo steps that must send nothing
 * @param outcomes one for all events, or one each; none for any but {@code dead} and {@code retry}
 * @param reason text that the reason of the last event's outcome has to hold, or null
 */
record TestCase(
    String name,
    int line,
    String route,
    Map<String, String> properties,
    List<Event> events,
    Map<String, Mock> mocks,
    List<Expectation> out,
    List<String> nothingTo,
    List<String> outcomes,
    String reason) {

  /**
   * Of one message that a step sends, or one value that it gives.
   *
   * @param line where it stands, from 1
   * @param contains what has to be in it, or null
   * @param equals what it has to be, or null
   * @param jq a condition, or null
   */
  record Expectation(int line, String step, JsonNode contains, JsonNode equals, String jq) {}

  /** The outcome that the event of an index has to have, or null. */
  String outcome(int index) {
    return outcomes.size() > 1 ? outcomes.get(index) : outcomes.isEmpty() ? null : outcomes.get(0);
  }
}
