package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.StableHash;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether applying an object would change nothing: the fields that we own have the values
 * that we want, and we own no others. A field that another sets is ours no longer, so that nothing
 * which others do is missed, and what the cluster added is not looked at.
 *
 * <p>Some values come back other than they were applied: {@code cpu: 1000m} as {@code 1}, an empty
 * string as none. What such an object became is noted after the apply, and while it stays that, the
 * same is not applied again. The notes do not outlive the process, so that after a restart such an
 * object is applied once more, by which the API server changes nothing. A hash of what was applied,
 * kept as an annotation, would spare that request, but would be one more thing on every object.
 * Thread-safe.
 */
final class AppliedStates {
  /** Hashes of what was applied to an object and of what we owned then. */
  private record Note(String uid, String wanted, String owned) {
    private static Note of(JsonNode live, JsonNode wanted, JsonNode owned) {
      return new Note(live.at("/metadata/uid").asText(), hash(wanted), hash(owned));
    }

    private static String hash(JsonNode json) {
      return StableHash.of(List.of(json.toString()));
    }
  }

  private final Map<String, Note> notes = new ConcurrentHashMap<>();

  /**
   * Whether the desired object need not be applied.
   *
   * @param live the object as the API server has it, with managedFields
   */
  boolean match(JsonNode live, DesiredObjects.Desired desired) {
    JsonNode owned = AppliedFields.of(live, Ownership.DROVER);
    if (owned == null) {
      return false;
    }
    JsonNode wanted = AppliedFields.wanted(desired.object());
    return Values.equal(owned, wanted)
        || Note.of(live, wanted, owned).equals(notes.get(desired.toString()));
  }

  /**
   * Notes what came of an apply.
   *
   * @param live the API server's answer
   */
  void note(JsonNode live, DesiredObjects.Desired desired) {
    JsonNode owned = AppliedFields.of(live, Ownership.DROVER);
    JsonNode wanted = AppliedFields.wanted(desired.object());
    if (owned == null || Values.equal(owned, wanted)) {
      notes.remove(desired.toString());
    } else {
      notes.put(desired.toString(), Note.of(live, wanted, owned));
    }
  }
}
