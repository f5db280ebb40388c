package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.Reason;
import io.drover.delivery.Rehearsable.Content;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/** What happens to one event, while it happens. Copies of the exchange share it. Thread-safe. */
final class Recording {
  private static final String PROPERTY = "DroverRecording";

  private final Map<String, Object> headers;
  private final Map<String, Mock> mocks;
  private final ObjectSchemas schemas;
  private final Set<String> used = new HashSet<>();
  private final List<StepTrace> steps = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<ObjectChange> changes = new ArrayList<>();
  private final Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param headers that the message has beside those of its source
   * @param mocks by step
   */
  Recording(Map<String, Object> headers, Map<String, Mock> mocks, ObjectSchemas schemas) {
    this.headers = headers;
    this.mocks = mocks;
    this.schemas = schemas;
  }

  /** Begins with an exchange. */
  void enter(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
    headers.forEach(exchange.getMessage()::setHeader);
  }

  /** That of an exchange, or null. */
  static Recording of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Recording.class);
  }

  synchronized StepTrace begin(String id, String kind, String split) {
    StepTrace step = new StepTrace(id, kind, split);
    steps.add(step);
    return step;
  }

  /** A step failed, or one within it did, which has told of it already. */
  synchronized void failed(StepTrace step, Throwable exception, Settlements secrets) {
    boolean known = false;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      known |= !failures.add(cause);
    }
    if (!known) {
      step.failed(secrets.mask(Reason.of(exception)));
    }
  }

  /** A step sends, or an error handler, which has a trace of its own as a step has. */
  synchronized void sent(StepTrace step, String uri, JsonNode body, Content content) {
    step.sends(sent.size());
    sent.add(
        new Sent(
            step.id(), uri, body, content == Content.OTHER ? List.of() : problems(body, content)));
  }

  private List<String> problems(JsonNode body, Content content) {
    List<String> problems = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(object -> problems.addAll(problems(object, content)));
    } else if (body.has("apiVersion") && body.has("kind")) {
      String name = body.path("kind").asText() + " " + body.at("/metadata/name").asText() + ": ";
      List<String> found =
          content == Content.PARTS ? schemas.patchProblems(body) : schemas.problems(body);
      found.forEach(problem -> problems.add(name + problem));
    }
    return problems;
  }

  synchronized void changed(List<ObjectChange> those) {
    changes.addAll(those);
  }

  /** What is to happen in place of a send, or null. */
  synchronized Mock mock(String step) {
    for (String name = step; name != null; name = around(name)) {
      if (mocks.containsKey(name)) {
        used.add(name);
        return mocks.get(name);
      }
    }
    return null;
  }

  /** The mocks that nothing was sent to yet. */
  synchronized Set<String> unusedMocks() {
    Set<String> unused = new TreeSet<>(mocks.keySet());
    unused.removeAll(used);
    return unused;
  }

  private static String around(String step) {
    int slash = step.lastIndexOf('/');
    return slash < 0 ? null : step.substring(0, slash);
  }

  synchronized Trace trace(Settlement settlement) {
    return new Trace(settlement, List.copyOf(steps), List.copyOf(sent), List.copyOf(changes));
  }

  /** A copy of a value as JSON; text of what is none. */
  static JsonNode json(Exchange exchange, Object value) {
    if (value instanceof JsonNode json) {
      return json.deepCopy();
    }
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof String text) {
      return TextNode.valueOf(text);
    }
    String text =
        exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, value);
    return TextNode.valueOf(text == null ? value.toString() : text);
  }
}
