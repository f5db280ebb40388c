package io.drover.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

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
  private long bytes;
  private int damaged;

  /**
   * The next line of the file.
   *
   * @param length with its line feed
   */
  void line(RecordLine line, long offset, int length) {
    Place old = places.remove(line.key());
    bytes -= old == null ? 0 : old.length();
    if (!line.isRemoval()) {
      places.put(line.key(), new Place(offset, length, line.millis()));
      bytes += length;
    }
  }

  /** A line that is not the last one cannot be read. */
  void damaged() {
    damaged++;
  }

  /** In how many places of the file, other than its end, something cannot be read. */
  int damagedPlaces() {
    return damaged;
  }

  Place get(String key) {
    return places.get(key);
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

  Place oldest() {
    Iterator<Place> first = places.values().iterator();
    return first.hasNext() ? first.next() : null;
  }

  void removeOldest() {
    Iterator<Place> first = places.values().iterator();
    bytes -= first.next().length();
    first.remove();
  }

  void forEach(BiConsumer<String, Place> visitor) {
    places.forEach(visitor);
  }

  /** The lines are elsewhere now: each at its new offset, in the same order. */
  void moveTo(Map<String, Long> offsets) {
    places.replaceAll((key, old) -> new Place(offsets.get(key), old.length(), old.millis()));
  }
}
