package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** One step that an event went through. */
public final class StepTrace {
  private final String id;
  private final String kind;
  private final String split;
  private final List<Integer> sent = new ArrayList<>();
  private JsonNode result = NullNode.getInstance();

  StepTrace(String id, String kind, String split) {
    this.id = id;
    this.kind = kind;
    this.split = split;
  }

  /**
   * The step's id; inside kamelets those of all around it, outermost first: {@code outer/inner}.
   */
  public String id() {
    return id;
  }

  /** Camel's name of the step, such as {@code filter}. */
  public String kind() {
    return kind;
  }

  /** The part of a split that went through, as {@code 0}, or {@code 1.0} of a part's part; null. */
  public String split() {
    return split;
  }

  /**
   * What came of it: a filter's decision, the value of an expression, {@code "sent"}, {@code
   * {"error":TEXT}}, else null.
   */
  public JsonNode result() {
    return result;
  }

  /** Where in {@link Trace#sent} it is what this step sent. */
  public List<Integer> sentIndexes() {
    return List.copyOf(sent);
  }

  void sends(int index) {
    sent.add(index);
  }

  void decided(boolean matched) {
    result = BooleanNode.valueOf(matched);
  }

  void gave(JsonNode value) {
    result = value;
  }

  void sent() {
    result = TextNode.valueOf("sent");
  }

  void failed(String text) {
    result = JsonNodeFactory.instance.objectNode().put("error", text);
  }

  /** Whether {@code name} means this step: its id, or that of a step around it. */
  boolean isCalled(String name) {
    return id.equals(name) || id.startsWith(name + "/");
  }
}
