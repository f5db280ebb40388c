package io.drover.bucket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The conditions of a bucket source, checked on every record that arrives, since what a sender was
 * configured to send need not agree with the route.
 *
 * @param buckets their names; none for any
 * @param prefixes of the decoded key; none for any
 * @param suffixes of the decoded key; none for any
 * @param events names, {@code *} at the end for any that begins so; none for any
 */
record ObjectFilter(
    List<String> buckets, List<String> prefixes, List<String> suffixes, List<String> events) {
  /** By which an object that a listing shows may have come. */
  private static final List<String> UPLOADS =
      List.of(
          "s3:ObjectCreated:Put",
          "s3:ObjectCreated:Post",
          "s3:ObjectCreated:Copy",
          "s3:ObjectCreated:CompleteMultipartUpload");

  /** Each a list separated by commas, or null. */
  static ObjectFilter of(String buckets, String prefixes, String suffixes, String events) {
    return new ObjectFilter(list(buckets), list(prefixes), list(suffixes), list(events));
  }

  private static List<String> list(String text) {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    if (text.indexOf(',') < 0) {
      return List.of(text); // as it is: a key may begin or end with a space
    }
    return Arrays.stream(text.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** The prefixes without those that begin with another one; a single empty one for any. */
  List<String> widestPrefixes() {
    if (prefixes.isEmpty()) {
      return List.of("");
    }
    return prefixes.stream()
        .distinct()
        .filter(p -> prefixes.stream().noneMatch(o -> p.startsWith(o) && !p.equals(o)))
        .toList();
  }

  /** Whether an upload is taken of which only a listing tells: by what it came is not known. */
  boolean takesListed() {
    return events.isEmpty()
        || UPLOADS.stream().anyMatch(name -> events.stream().anyMatch(p -> matches(p, name)));
  }

  /** The conditions of what a listing tells. */
  ObjectFilter ofListed() {
    return takesListed() ? new ObjectFilter(buckets, prefixes, suffixes, List.of()) : this;
  }

  /** Whether an object is taken that was listed by its bucket and a prefix. */
  boolean takesListed(String key) {
    return suffixes.isEmpty() || suffixes.stream().anyMatch(key::endsWith);
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
    if (!buckets.isEmpty() && !buckets.contains(eventBucket)) {
      return "bucket " + eventBucket + " is not " + oneOf(buckets);
    }
    if (!prefixes.isEmpty() && prefixes.stream().noneMatch(key::startsWith)) {
      return "key " + key + " does not begin with " + oneOf(prefixes);
    }
    if (!takesListed(key)) {
      return "key " + key + " does not end with " + oneOf(suffixes);
    }
    if (!takesEvent(name)) {
      return "event " + name + " is not one of " + String.join(", ", events);
    }
    return null;
  }

  private static String oneOf(List<String> names) {
    return (names.size() > 1 ? "one of " : "") + String.join(", ", names);
  }

  /** Whether an event of this name is one of those. */
  boolean takesEvent(String name) {
    return events.isEmpty() || events.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
