package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.CloudEvent;
import io.drover.testing.Trace;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/** An explanation for people. */
final class ExplainText {
  private static final int LONGEST = 160;
  private final PrintWriter out;

  ExplainText(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param json the trace as {@code --output json} has it
   */
  void print(JsonNode json, Trace trace) {
    CloudEvent event = trace.settlement().event();
    String what = event.subject() == null ? event.type() : event.type() + " " + event.subject();
    out.println(json.path("route").asText() + ": " + Words.oneLine(what));
    printSteps(json, trace);
    out.println(json.path("outcome").asText() + ": " + Words.oneLine(json.path("reason").asText()));
    int faults = 0;
    for (JsonNode one : json.path("sent")) {
      faults += one.path("problems").size();
    }
    if (faults > 0) {
      out.println(
          "but what would be sent is not as its kind has it: see WRONG, " + faults + " in all");
    }
    if (json.has("changes")) {
      out.println();
      out.println("in the cluster, where nothing was changed:");
      json.get("changes").forEach(this::printChange);
    }
  }

  private void printSteps(JsonNode json, Trace trace) {
    int name = width(json, ExplainText::id);
    int kind = width(json, step -> step.path("kind").asText());
    for (int i = 0; i < trace.steps().size(); i++) {
      JsonNode step = json.at("/steps/" + i);
      String line =
          "  " + pad(id(step), name) + "  " + pad(step.path("kind").asText(), kind) + "  ";
      List<Integer> sent = trace.steps().get(i).sentIndexes();
      boolean failed = step.path("result").has("error");
      if (sent.isEmpty() || failed) {
        out.println((line + words(step.path("result"))).stripTrailing());
      }
      for (int index : sent) {
        JsonNode one = json.at("/sent/" + index);
        if (!failed) {
          out.println(line + "would send to " + address(one));
        }
        printSent(one);
      }
    }
  }

  /** Without the options, which {@code --output json} has. */
  private static String address(JsonNode sent) {
    return sent.path("uri").asText().replaceFirst("\\?.*", "").replace("://", ":");
  }

  private void printSent(JsonNode sent) {
    JsonNode body = sent.path("body");
    if (body.isArray() && !body.isEmpty()) {
      body.forEach(this::printYaml);
    } else {
      printYaml(body);
    }
    sent.path("problems").forEach(problem -> out.println("      WRONG  " + problem.asText()));
  }

  private void printYaml(JsonNode object) {
    String yaml = object.isContainerNode() ? Manifests.yaml(object) : object.asText();
    out.println("      ---");
    yaml.lines().forEach(line -> out.println("      " + line));
  }

  private static String words(JsonNode result) {
    if (result.isBoolean()) {
      return result.booleanValue() ? "matched" : "did not match";
    }
    if (result.has("error")) {
      return "error: " + Words.oneLine(result.path("error").asText());
    }
    return result.isNull() ? "" : cut(result.toString());
  }

  static String cut(String text) {
    String line = Words.oneLine(text);
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST) + "... (" + (line.length() - LONGEST) + " more)";
  }

  /** A change of an object, field by field. */
  void printChange(JsonNode change) {
    out.println(
        "  "
            + change.path("verb").asText()
            + " "
            + change.path("kind").asText()
            + " "
            + change.path("name").asText());
    if (change.path("verb").asText().equals("changed")) {
      for (JsonNode difference : change.path("differences")) {
        out.println(
            "      "
                + difference.path("path").asText()
                + ": "
                + value(difference.path("before"))
                + " -> "
                + value(difference.path("after")));
      }
    }
  }

  private static String value(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "nothing" : cut(value.toString());
  }

  /** The step, and which part of a split. */
  private static String id(JsonNode step) {
    String id = step.path("id").asText();
    return step.has("split") ? id + " [" + step.get("split").asText() + "]" : id;
  }

  private static int width(JsonNode json, Function<JsonNode, String> column) {
    int width = 0;
    for (JsonNode step : json.path("steps")) {
      width = Math.max(width, column.apply(step).length());
    }
    return width;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
