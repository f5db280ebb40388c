package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A call of a function of the surroundings.
 *
 * @param signature name and number of arguments
 * @param constants its arguments, null for those that are not constants
 */
public record JqCall(String signature, int line, List<JsonNode> constants) {}
