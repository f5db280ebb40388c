package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.Outcome;
import io.drover.routes.RouteFile;
import io.drover.testing.Event;
import io.drover.testing.ObjectSchemas;
import io.drover.testing.Rehearsal;
import io.drover.testing.Sent;
import io.drover.testing.Surroundings;
import io.drover.testing.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bundled route where nothing is sent, to compare what is explained with what happens. */
final class Explained implements AutoCloseable {
  private static final List<String> OF_THE_CLUSTER =
      List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields");

  private final String route;
  private final Rehearsal rehearsal;

  Explained(String route, Map<String, String> properties) {
    this.route = route;
    this.rehearsal =
        Rehearsal.open(
            List.of(RouteFile.bundled(route)),
            new Surroundings(null, null, null, properties, false, ObjectSchemas.bundled(), null));
  }

  /** What is explained of an event, which must be this outcome. */
  Trace of(byte[] event, Outcome outcome, String what) {
    Trace trace = rehearsal.run(route, new Event(event, null, Map.of()));
    assertThat(trace.settlement().outcome())
        .as("%s: %s", what, trace.settlement().reason())
        .isEqualTo(outcome);
    if (outcome != Outcome.DONE) {
      assertThat(trace.sent()).as(what).isEmpty();
    }
    return trace;
  }

  /** The objects that would be sent; none may have a problem. */
  static List<JsonNode> objects(Trace trace, String what) {
    List<JsonNode> objects = new ArrayList<>();
    for (Sent sent : trace.sent()) {
      assertThat(sent.problems()).as(what).isEmpty();
      if (sent.body().isArray()) {
        sent.body().forEach(objects::add);
      } else {
        objects.add(sent.body());
      }
    }
    return objects;
  }

  /** An object of a cluster without what the cluster adds to it. */
  static JsonNode asSent(JsonNode live) {
    ObjectNode object = live.deepCopy();
    ((ObjectNode) object.get("metadata")).remove(OF_THE_CLUSTER);
    object.remove("status");
    return object;
  }

  @Override
  public void close() {
    rehearsal.close();
  }
}
