package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import io.drover.delivery.Rehearsable.Comparison;
import io.drover.delivery.Rehearsable.Content;
import io.drover.delivery.Rehearsable.Rehearsal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Says what a verb would do with a message. */
record VerbRehearsal(KubeEndpoint endpoint) {
  /** What the API server changes with every write. */
  private static final List<String> BOOKKEEPING =
      List.of("managedFields", "resourceVersion", "generation");

  Rehearsal rehearse(Exchange exchange) {
    VerbCall call = VerbCall.of(exchange, endpoint, new WellKnownKinds());
    String objects =
        call.manifests().stream().map(Manifest::toString).collect(Collectors.joining(", "));
    String what =
        objects.isEmpty() ? "do nothing: the list is empty" : call.verb().word() + " " + objects;
    String finished = Delivery.of(exchange).finished(exchange);
    return new Rehearsal(call.sent(), what, finished, content(call.verb()));
  }

  private Content content(KubeOperation verb) {
    return switch (verb) {
      case DELETE -> Content.OTHER;
      case PATCH ->
          endpoint.getVerbs().getPatchType() == PatchType.JSON ? Content.OTHER : Content.PARTS;
      default -> Content.OBJECTS;
    };
  }

  /**
   * By dry runs.
   *
   * @param client one that changes nothing
   */
  Comparison compare(Exchange exchange, KubernetesClient client) {
    VerbCall call = VerbCall.of(exchange, endpoint, new ResourceKinds(client));
    VerbAction action = call.action(exchange, client, endpoint.getVerbs());
    List<ObjectChange> changes = new ArrayList<>();
    List<VerbAction.Done> done = new ArrayList<>();
    try {
      for (Manifest manifest : call.manifests()) {
        JsonNode before = action.requests().get(manifest);
        VerbAction.Done one = action.act(manifest);
        done.add(one);
        if (one.isNew() || before != null) {
          changes.add(change(call.verb(), before, one));
        }
      }
    } catch (RuntimeException e) {
      return new Comparison(changes, null, e);
    }
    boolean wasDone = !done.isEmpty() && done.stream().noneMatch(VerbAction.Done::isNew);
    return new Comparison(changes, wasDone ? VerbAction.summary(done) : null, null);
  }

  private static ObjectChange change(
      KubeOperation operation, JsonNode before, VerbAction.Done done) {
    Manifest manifest = done.manifest();
    boolean isRemoved = operation == KubeOperation.DELETE;
    JsonNode after = isRemoved ? null : done.answer();
    Verb verb = isRemoved ? Verb.REMOVED : verb(before, after);
    return new ObjectChange(verb, manifest.kind().kind(), manifest.fullName(), before, after);
  }

  private static Verb verb(JsonNode before, JsonNode after) {
    if (before == null) {
      return Verb.CREATED;
    }
    return Values.equal(content(before), content(after)) ? Verb.UNCHANGED : Verb.UPDATED;
  }

  private static JsonNode content(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(BOOKKEEPING);
    }
    return copy;
  }
}
