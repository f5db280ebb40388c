package io.drover.jetstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.Requests;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Requests as records of a bucket, and who has taken which as records of another one that the
 * servers drop if they are not renewed: no clock of ours decides. Thread-safe.
 */
final class KeyValueRequests implements Requests {
  private final KeyValueBucket requests;
  private final KeyValueBucket claims;
  private final Presence presence;
  private final Map<String, Long> held = new HashMap<>();

  KeyValueRequests(KeyValueBucket requests, KeyValueBucket claims, Presence presence) {
    this.requests = requests;
    this.claims = claims;
    this.presence = presence;
  }

  @Override
  public String submit(ObjectNode request) throws IOException {
    Instant now = Instant.now();
    String name =
        String.format("%012d%09d-%s", now.getEpochSecond(), now.getNano(), UUID.randomUUID());
    requests.put(Map.of(name, request));
    return name;
  }

  @Override
  public Map<String, ObjectNode> pending() throws IOException {
    presence.show();
    Map<String, ObjectNode> pending = new LinkedHashMap<>();
    requests.scan(
        true,
        each -> {
          if (each.value() instanceof ObjectNode request) {
            pending.put(each.key(), request);
          }
        });
    return pending;
  }

  @Override
  public synchronized boolean claim(String name) throws IOException {
    ObjectNode by = JsonNodeFactory.instance.objectNode().put("by", presence.name());
    Long revision = held.remove(name);
    long renewed = revision == null ? 0 : claims.put(key(name), by, revision);
    long now = renewed > 0 ? renewed : claims.put(key(name), by, 0);
    if (now > 0) {
      held.put(name, now);
    }
    return now > 0;
  }

  private static String key(String name) {
    return "request/" + name;
  }

  @Override
  public synchronized void end(String name) throws IOException {
    requests.remove(name);
    if (held.remove(name) != null) {
      claims.remove(key(name));
    }
  }
}
