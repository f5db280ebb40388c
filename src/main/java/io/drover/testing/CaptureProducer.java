package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.delivery.Rehearsable;
import io.drover.delivery.Rehearsable.Content;
import io.drover.delivery.Rehearsable.Rehearsal;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.URISupport;

/** Notes what would be sent. */
final class CaptureProducer extends DefaultProducer {
  /** The property of a context that has a cluster to compare with. */
  static final String LIVE = "drover.rehearsal.live";

  CaptureProducer(CaptureEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public CaptureEndpoint getEndpoint() {
    return (CaptureEndpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Recording recording = Recording.of(exchange);
    if (recording == null) {
      return; // of a route that runs by itself
    }
    if (getEndpoint().real() instanceof Rehearsable action) {
      act(exchange, recording, action);
    } else {
      JsonNode body = Recording.json(exchange, exchange.getMessage().getBody());
      Mock mock = send(exchange, recording, body, Content.OBJECTS);
      if (mock != null && mock.reply() != null) {
        exchange.getMessage().setBody(mock.reply());
      }
    }
  }

  private void act(Exchange exchange, Recording recording, Rehearsable action) throws Exception {
    Delivery delivery = Delivery.of(exchange);
    Rehearsal rehearsal = action.rehearse(exchange);
    if (rehearsal.finished() != null) {
      delivery.duplicate(exchange, rehearsal.finished() + ", before");
      exchange.getMessage().setBody(rehearsal.body());
      return;
    }
    Mock mock = send(exchange, recording, rehearsal.body().deepCopy(), rehearsal.content());
    if (isLive()) {
      compare(exchange, delivery, recording, action);
    } else {
      delivery.acted(exchange, "would " + rehearsal.what());
    }
    boolean replied = mock != null && mock.reply() != null;
    exchange.getMessage().setBody(replied ? mock.reply() : rehearsal.body());
  }

  /** Notes it; what is to happen in place of it, or null. */
  private Mock send(Exchange exchange, Recording recording, JsonNode body, Content content)
      throws Exception {
    StepTrace step = StepRecorder.current(exchange);
    if (step == null) { // no step of the route sends it but its error handler
      step = recording.begin("deadLetterChannel", "deadLetterChannel", null);
    }
    recording.sent(step, URISupport.sanitizeUri(getEndpoint().getEndpointUri()), body, content);
    Mock mock = recording.mock(step.id());
    if (mock != null) {
      mock.run();
    }
    step.sent();
    return mock;
  }

  private void compare(
      Exchange exchange, Delivery delivery, Recording recording, Rehearsable action) {
    Rehearsable.Comparison comparison = action.compare(exchange);
    recording.changed(comparison.changes());
    if (comparison.failure() != null) {
      throw comparison.failure();
    }
    if (comparison.finished() != null) {
      delivery.duplicate(exchange, comparison.finished());
      return;
    }
    String words =
        comparison.changes().stream()
            .filter(change -> change.verb() != Verb.UNCHANGED)
            .map(CaptureProducer::words)
            .collect(Collectors.joining(", "));
    delivery.acted(exchange, words.isEmpty() ? "nothing to change" : "would " + words);
  }

  private static String words(ObjectChange change) {
    String verb = TraceJson.word(change.verb());
    return verb.substring(0, verb.length() - 1) + " " + change.kind() + " " + change.name();
  }

  private boolean isLive() {
    return getEndpoint().getCamelContext().getRegistry().lookupByName(LIVE) != null;
  }
}
