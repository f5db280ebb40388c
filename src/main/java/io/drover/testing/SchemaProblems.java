package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.routes.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with an object, in words: a line each. */
final class SchemaProblems {
  private static final int MOST_NAMES = 10;

  private final List<String> lines = new ArrayList<>();
  private boolean secret;

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Whether no value is told. */
  boolean secret() {
    return secret;
  }

  void keepSecret(boolean now) {
    secret = now;
  }

  void missing(String path) {
    lines.add(path + ": required, is missing");
  }

  void unknown(String path, String name, List<String> known) {
    String meant = Nearest.question(name, known).map(question -> question + " ").orElse("");
    String instead = known.isEmpty() ? "none is known here" : meant + "known: " + list(known);
    lines.add(FieldPath.member(path, name) + ": unknown field; " + instead);
  }

  void unexpected(String path, String expected, JsonNode value) {
    unexpected(path, expected, value, List.of());
  }

  /**
   * @param choices the only values that there may be, if they are given
   */
  void unexpected(String path, String expected, JsonNode value, Collection<String> choices) {
    String meant =
        secret || !value.isTextual()
            ? ""
            : Nearest.question(value.asText(), choices).map("; "::concat).orElse("");
    String got = FoundValue.describe(value, secret);
    lines.add(path + ": expected " + expected + ", got " + got + meant);
  }

  /** The first of a few words, and how many more there are. */
  static String list(List<String> words) {
    String first = String.join(", ", words.subList(0, Math.min(MOST_NAMES, words.size())));
    int more = words.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
