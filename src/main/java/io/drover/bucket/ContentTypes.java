package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a store for content types, of each upload once. Thread-safe. */
final class ContentTypes {
  private static final int REMEMBERED = 10_000;

  private final ObjectStore store;
  private final Map<String, Optional<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  ContentTypes(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts the missing ones into the records of a body.
   *
   * @return whether one is still missing, as its object is not there
   */
  boolean complete(JsonNode body) {
    boolean isMissing = false;
    for (JsonNode record : body.path("notification")) {
      if (record instanceof ObjectNode upload && Notification.lacksContentType(upload)) {
        Optional<String> type = of(upload);
        type.ifPresent(t -> ((ObjectNode) upload.at("/s3/object")).put("contentType", t));
        isMissing |= type.isEmpty();
      }
    }
    return isMissing;
  }

  private Optional<String> of(ObjectNode record) {
    String id = Notification.id(record);
    synchronized (known) {
      Optional<String> type = known.get(id);
      if (type != null) {
        return type;
      }
    }
    Optional<String> asked = Optional.ofNullable(ask(record));
    synchronized (known) {
      known.put(id, asked);
    }
    return asked;
  }

  private String ask(ObjectNode record) {
    return store.contentType(
        Notification.text(record, "/s3/bucket/name"),
        Notification.text(record, "/s3/object/key"),
        Notification.text(record, "/s3/object/versionId"));
  }
}
