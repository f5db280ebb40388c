package io.drover.bucket;

import java.util.List;

/**
 * A part of a listing.
 *
 * @param objects those changed longest ago first
 * @param next where the next part begins; null if this is the last one
 */
record ObjectPage(List<ListedObject> objects, Cursor next) {
  /** A place in a listing; the versions of an object may lie on both sides of it. */
  record Cursor(String key, String version) {
    static final Cursor BEGINNING = new Cursor(null, null);
  }
}
