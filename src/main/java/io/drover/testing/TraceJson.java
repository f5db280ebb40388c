package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.Settlement;
import java.util.Locale;
import java.util.regex.Pattern;

/** A trace as JSON, the contract of {@code drover explain --output json}. */
public final class TraceJson {
  private static final Pattern SECRET_CONTENT =
      Pattern.compile("data|stringData|metadata\\.annotations");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TraceJson() {}

  /**
   * {@code {"route","outcome","reason","steps":[{"id","kind","result"}],"sent":[{"step","uri",
   * "body"}]}}; a step of a split has {@code "split"}, something sent that its kind's schema does
   * not allow {@code "problems"}, and where a cluster was asked there are {@code "changes"}.
   */
  public static ObjectNode of(Trace trace) {
    Settlement end = trace.settlement();
    ObjectNode json = JSON.objectNode();
    json.put("route", end.route());
    json.put("outcome", end.outcome().word());
    json.put("reason", end.reason());
    ArrayNode steps = json.putArray("steps");
    trace.steps().forEach(step -> steps.add(step(step)));
    ArrayNode sent = json.putArray("sent");
    trace.sent().forEach(one -> sent.add(sent(one)));
    if (!trace.changes().isEmpty()) {
      ArrayNode changes = json.putArray("changes");
      trace.changes().forEach(change -> changes.add(change(change)));
    }
    return json;
  }

  private static ObjectNode step(StepTrace step) {
    ObjectNode json = JSON.objectNode();
    json.put("id", step.id());
    json.put("kind", step.kind());
    if (step.split() != null) {
      json.set("split", split(step.split()));
    }
    json.set("result", step.result());
    return json;
  }

  /** A number, but the path of a part's part. */
  private static JsonNode split(String part) {
    return part.contains(".") ? JSON.textNode(part) : JSON.numberNode(Integer.parseInt(part));
  }

  private static ObjectNode sent(Sent sent) {
    ObjectNode json = JSON.objectNode();
    json.put("step", sent.step());
    json.put("uri", sent.uri());
    json.set("body", sent.body());
    if (!sent.problems().isEmpty()) {
      sent.problems().forEach(json.withArrayProperty("problems")::add);
    }
    return json;
  }

  /** What is done to an object: created, changed, adopted, removed, unchanged or left. */
  public static String word(ObjectChange.Verb verb) {
    return verb == ObjectChange.Verb.UPDATED ? "changed" : verb.name().toLowerCase(Locale.ROOT);
  }

  /** {@code {"verb","kind","name","differences":[{"path","before","after"}]}}. */
  public static ObjectNode change(ObjectChange change) {
    ObjectNode json = JSON.objectNode();
    json.put("verb", word(change.verb()));
    json.put("kind", change.kind());
    json.put("name", change.name());
    ArrayNode differences = json.putArray("differences");
    boolean secret = change.kind().equals("Secret");
    for (Difference difference : Difference.between(change.before(), change.after())) {
      ObjectNode entry = differences.addObject();
      entry.put("path", difference.path());
      if (secret && SECRET_CONTENT.matcher(difference.path()).lookingAt()) {
        continue; // that it differs is all that anybody is to know
      }
      entry.set("before", difference.before());
      entry.set("after", difference.after());
    }
    return json;
  }
}
