package io.drover.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in a file of lines the last one of each key is, in the order in which they were written.
 */
final class RecordIndex {
  /**
   * A line.
   *
   * @param length with its line feed
   * @param millis when it was written
   */
  record Place(long offset, int length, long millis) {}

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private long bytes;

  /**
   * The next line of the file.
   *
   * @param length with its line feed
   */
  void line(RecordLine line, long offset, int length) {
    if (line.key() == null) {
      return;
    }
    Place old = places.remove(line.key());
    bytes -= old == null ? 0 : old.length();
    forgotten.remove(line.key());
    if (!line.isRemoval()) {
      places.put(line.key(), new Place(offset, length, line.millis()));
      bytes += length;
    }
  }

  Place get(String key) {
    return places.get(key);
  }

  /** Whether the file has the record, be it a forgotten one. */
  boolean isWritten(String key) {
    return places.containsKey(key) || forgotten.contains(key);
  }

  List<String> keys() {
    return new ArrayList<>(places.keySet());
  }

  int size() {
    return places.size();
  }

  /** The length of all lines that count. */
  long bytes() {
    return bytes;
  }

  /** When the oldest record was put, or null. */
  Instant oldest() {
    Iterator<Place> first = places.values().iterator();
    return first.hasNext() ? Instant.ofEpochMilli(first.next().millis()) : null;
  }

  /** As {@link RecordTable#forget}. */
  int forget(Instant before, int keepAtMost) {
    int count = 0;
    while (size() > keepAtMost || isBefore(oldest(), before)) {
      forgetOldest();
      count++;
    }
    return count;
  }

  private static boolean isBefore(Instant oldest, Instant time) {
    return oldest != null && oldest.isBefore(time);
  }

  private void forgetOldest() {
    Iterator<Map.Entry<String, Place>> entries = places.entrySet().iterator();
    Map.Entry<String, Place> first = entries.next();
    forgotten.add(first.getKey());
    bytes -= first.getValue().length();
    entries.remove();
  }
}
