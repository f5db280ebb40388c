package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a step would have sent.
 *
 * @param step the step's id, as in {@link StepTrace#id}
 * @param uri where to, without secrets
 * @param body the message, or for an action of ours the object as it would reach the API
 * @param problems what its kind's schema finds wrong with it
 */
public record Sent(String step, String uri, JsonNode body, List<String> problems) {
  /** Whether {@code name} means the step: its id, or that of a step around it. */
  boolean isCalled(String name) {
    return step.equals(name) || step.startsWith(name + "/");
  }
}
