package io.drover.bucket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of events that were finished lately, the newest of a number. Not thread-safe. */
final class Remembered {
  private static final int LIMIT = 20_000;

  private final Map<String, Instant> ids = new LinkedHashMap<>();
  private Instant since = Instant.MIN;

  /**
   * @param modified when the object was changed, or null
   */
  void add(String id, Instant modified) {
    ids.remove(id);
    ids.put(id, modified == null ? Instant.MIN : modified);
    if (ids.size() > LIMIT) {
      Map.Entry<String, Instant> eldest = ids.entrySet().iterator().next();
      ids.remove(eldest.getKey());
      since = eldest.getValue().isAfter(since) ? eldest.getValue() : since;
    }
  }

  boolean contains(String id) {
    return ids.containsKey(id);
  }

  /** Of objects changed later, no event was forgotten. */
  Instant since() {
    return since;
  }
}
