package io.drover.bucket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of a bucket source, checked on every record that arrives, since what a sender was
 * configured to send need not agree with the route.
 *
 * @param bucket its name, or null for any
 * @param prefix of the decoded key
 * @param suffix of the decoded key
 * @param events names, {@code *} at the end for any that begins so; none for any
 */
record ObjectFilter(String bucket, String prefix, String suffix, List<String> events) {

  static ObjectFilter of(String bucket, String prefix, String suffix, String events) {
    List<String> names =
        events == null
            ? List.of()
            : Arrays.stream(events.split(","))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
    return new ObjectFilter(
        bucket == null || bucket.isEmpty() ? null : bucket,
        prefix == null ? "" : prefix,
        suffix == null ? "" : suffix,
        names);
  }

  /** The records that the conditions take; if none, the reason is that of the first one. */
  Notification apply(Notification notification) {
    List<ObjectNode> taken = new ArrayList<>();
    String reason = notification.empty();
    for (ObjectNode event : notification.records()) {
      String refusal = refusal(event);
      if (refusal == null) {
        taken.add(event);
      } else if (reason == null) {
        reason = refusal;
      }
    }
    return taken.isEmpty() ? Notification.nothing(reason) : new Notification(taken, null);
  }

  private String refusal(ObjectNode event) {
    String eventBucket = event.at("/s3/bucket/name").asText();
    String key = event.at("/s3/object/key").asText();
    String name = Notification.name(event);
    if (bucket != null && !bucket.equals(eventBucket)) {
      return "bucket " + eventBucket + " is not " + bucket;
    }
    if (!key.startsWith(prefix)) {
      return "key " + key + " does not begin with " + prefix;
    }
    if (!key.endsWith(suffix)) {
      return "key " + key + " does not end with " + suffix;
    }
    if (!events.isEmpty() && events.stream().noneMatch(pattern -> matches(pattern, name))) {
      return "event " + name + " is not one of " + String.join(", ", events);
    }
    return null;
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
