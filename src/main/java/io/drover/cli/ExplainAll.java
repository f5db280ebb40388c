package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.Outcome;
import io.drover.testing.Rehearsal;
import io.drover.testing.Trace;
import io.drover.testing.TraceJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a watching route would change in the cluster, for all objects that it watches. */
final class ExplainAll {
  private static final List<String> WORDS =
      List.of("created", "changed", "removed", "unchanged", "refused");

  private final Rehearsal rehearsal;
  private final String route;
  private final ExplainCommand.Output output;
  private final PrintWriter out;

  ExplainAll(Rehearsal rehearsal, String route, ExplainCommand.Output output, PrintWriter out) {
    this.rehearsal = rehearsal;
    this.route = route;
    this.output = output;
    this.out = out;
  }

  int run() {
    List<Trace> traces;
    try {
      traces = rehearsal.runAll(route);
    } catch (UnsupportedOperationException e) {
      throw new UsageException(e.getMessage() + ": give --event FILE", e);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("route", route);
    ArrayNode owners = json.putArray("objects");
    traces.forEach(trace -> owners.add(owner(trace)));
    json.set("summary", summary(traces));
    ObjectNode masked = (ObjectNode) rehearsal.mask(json);
    if (output == ExplainCommand.Output.JSON) {
      out.println(masked.toPrettyString());
    } else {
      print(masked);
    }
    out.flush();
    return ExitCode.GOOD;
  }

  private static ObjectNode owner(Trace trace) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", trace.settlement().event().subject());
    json.put("type", trace.settlement().event().type());
    json.put("outcome", trace.settlement().outcome().word());
    json.put("reason", trace.settlement().reason());
    ArrayNode changes = json.putArray("changes");
    trace.changes().forEach(change -> changes.add(TraceJson.change(change)));
    return json;
  }

  /**
   * How many objects would be what, adopted and left only if any would; refused counts the watched
   * objects of which one was.
   */
  private static ObjectNode summary(List<Trace> traces) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    WORDS.forEach(word -> counts.put(word, 0));
    for (Trace trace : traces) {
      trace.changes().forEach(c -> counts.merge(TraceJson.word(c.verb()), 1, Integer::sum));
      Outcome outcome = trace.settlement().outcome();
      counts.merge("refused", isRefused(outcome.word()) ? 1 : 0, Integer::sum);
    }
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    counts.forEach(summary::put);
    return summary;
  }

  private static boolean isRefused(String outcome) {
    return outcome.equals(Outcome.DEAD.word()) || outcome.equals(Outcome.RETRY.word());
  }

  /** What needs a look last, just above the summary. */
  private void print(ObjectNode json) {
    ExplainText text = new ExplainText(out);
    List<JsonNode> refused = new ArrayList<>();
    for (JsonNode owner : json.path("objects")) {
      if (isRefused(owner.path("outcome").asText())) {
        refused.add(owner);
      } else {
        print(owner, "", text);
      }
    }
    for (JsonNode owner : refused) {
      String outcome = owner.path("outcome").asText();
      print(owner, " refused (" + outcome + "): " + owner.path("reason").asText(), text);
    }
    if (json.path("objects").isEmpty()) {
      out.println("nothing that the route watches is in the cluster");
    }
    out.println(line(json.path("summary")));
  }

  private void print(JsonNode owner, String refusal, ExplainText text) {
    List<JsonNode> changes = new ArrayList<>();
    for (JsonNode change : owner.path("changes")) {
      if (!change.path("verb").asText().equals("unchanged")) {
        changes.add(change);
      }
    }
    if (changes.isEmpty() && refusal.isEmpty()) {
      return;
    }
    String gone = owner.path("type").asText().equals("DELETE") ? " (gone)" : "";
    out.println(Words.oneLine(owner.path("name").asText() + gone + ":" + refusal));
    changes.forEach(text::printChange);
  }

  /** Such as {@code 3 objects: 1 created, 0 changed, 0 removed, 2 unchanged, 0 refused}. */
  private static String line(JsonNode summary) {
    int total = 0;
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> count : summary.properties()) {
      total += count.getValue().asInt();
      parts.add(count.getValue().asInt() + " " + count.getKey());
    }
    return total + (total == 1 ? " object: " : " objects: ") + String.join(", ", parts);
  }
}
