package io.drover.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of Drover that are to change something, also those that a fault answers. A Lease
 * does not count, which a leader renews for ever. Thread-safe.
 */
final class WriteCount {
  private static final Pattern RESOURCE =
      Pattern.compile("/namespaces/[^/?]+/(?<resource>[a-z]+)(/(?<name>[^/?]+))?");
  private final Map<String, Integer> counts = new TreeMap<>();
  private Request last;

  synchronized void count(Request request) {
    Matcher path = RESOURCE.matcher(request.path());
    if (!request.isWrite() || !path.find() || path.group("resource").equals("leases")) {
      return;
    }
    counts.merge(request.method() + " " + path.group("resource"), 1, Integer::sum);
    if (request.isAction()) {
      last = request;
    }
  }

  /** All but Events, which are written later than the changes that they tell of. */
  synchronized int total() {
    return counts.values().stream().mapToInt(count -> count).sum() - of("events");
  }

  /** Those of a resource such as {@code ingresses}. */
  synchronized int of(String resource) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().endsWith(" " + resource))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** The last action, or null. */
  synchronized Request last() {
    return last;
  }

  synchronized String text() {
    return counts.toString();
  }
}
