package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a process is to evaluate, one time after the other.
 *
 * @param fresh whether each evaluation begins with the text
 * @param millis how long, at least
 */
record ScriptQuestion(
    String language, boolean filter, String text, JsonNode event, boolean fresh, long millis) {}
