package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.event.Outcome;
import io.drover.testing.Rehearsal;
import io.drover.testing.Trace;
import io.drover.testing.TraceJson;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a watching route would change in the cluster, for all objects that it watches. */
final class ExplainAll {
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
    ObjectNode summary = json.putObject("summary");
    counts(traces).forEach((verb, count) -> summary.put(word(verb), count));
    summary.put("refused", traces.stream().filter(ExplainAll::isRefused).count());
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
    json.put("outcome", trace.settlement().outcome().word());
    json.put("reason", trace.settlement().reason());
    ArrayNode changes = json.putArray("changes");
    trace.changes().forEach(change -> changes.add(TraceJson.change(change)));
    return json;
  }

  private static Map<Verb, Integer> counts(List<Trace> traces) {
    Map<Verb, Integer> counts = new EnumMap<>(Verb.class);
    for (Verb verb : Verb.values()) {
      counts.put(verb, 0);
    }
    traces.forEach(
        trace -> trace.changes().forEach(change -> counts.merge(change.verb(), 1, Integer::sum)));
    return counts;
  }

  private static boolean isRefused(Trace trace) {
    Outcome outcome = trace.settlement().outcome();
    return outcome == Outcome.DEAD || outcome == Outcome.RETRY;
  }

  private static String word(Verb verb) {
    return verb == Verb.UPDATED ? "changed" : verb.name().toLowerCase(Locale.ROOT);
  }

  private void print(ObjectNode json) {
    ExplainText text = new ExplainText(out);
    for (JsonNode owner : json.path("objects")) {
      boolean changes = false;
      for (JsonNode change : owner.path("changes")) {
        changes |= !change.path("verb").asText().equals("unchanged");
      }
      String outcome = owner.path("outcome").asText();
      boolean refused = outcome.equals("dead") || outcome.equals("retry");
      if (refused) {
        out.println(
            Words.oneLine(
                owner.path("name").asText()
                    + ": refused ("
                    + outcome
                    + "): "
                    + owner.path("reason").asText()));
      } else if (changes) {
        out.println(Words.oneLine(owner.path("name").asText()) + ":");
      }
      for (JsonNode change : owner.path("changes")) {
        if (!change.path("verb").asText().equals("unchanged")) {
          text.printChange(change);
        }
      }
    }
    JsonNode summary = json.path("summary");
    out.println(
        json.path("objects").size()
            + " objects: "
            + summary.path("created").asInt()
            + " created, "
            + summary.path("changed").asInt()
            + " changed, "
            + summary.path("removed").asInt()
            + " removed, "
            + summary.path("unchanged").asInt()
            + " unchanged, "
            + summary.path("refused").asInt()
            + " refused; in truth nothing was changed");
  }
}
