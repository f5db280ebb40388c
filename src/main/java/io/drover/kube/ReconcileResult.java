package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was done to each child, and the desired objects as the API server has them. */
record ReconcileResult(ReconcilePolicy policy, List<ObjectChange> changes, List<JsonNode> objects) {
  ReconcileResult(ReconcilePolicy policy) {
    this(policy, new ArrayList<>(), new ArrayList<>());
  }

  void add(Verb verb, DesiredObjects.Desired child, JsonNode before, JsonNode after) {
    changes.add(new ObjectChange(verb, child.kind().kind(), child.name(), before, after));
    objects.add(after);
  }

  /** What became of an object that is not desired any more. */
  void undesired(Verb verb, ResourceKind kind, String name, JsonNode before) {
    JsonNode after = verb == Verb.REMOVED ? null : before;
    changes.add(new ObjectChange(verb, kind.kind(), name, before, after));
  }

  /** What was written, in words; empty if nothing was. */
  String written() {
    return changes.stream()
        .filter(change -> change.verb() != Verb.UNCHANGED && change.verb() != Verb.LEFT)
        .map(ObjectChange::toString)
        .collect(Collectors.joining(", "));
  }

  /** What was written, and what was not because of the policy. */
  String summary() {
    String left =
        changes.stream()
            .filter(change -> change.verb() == Verb.LEFT)
            .map(ObjectChange::toString)
            .collect(Collectors.joining(", "));
    String written = written().isEmpty() ? "nothing to change" : written();
    return left.isEmpty() ? written : written + "; " + left + " (policy=" + policy + ")";
  }
}
