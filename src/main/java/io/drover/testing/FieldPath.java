package io.drover.testing;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Where a field of an object is, as people write it: {@code spec.tls[0].hosts}. */
final class FieldPath {
  private static final Pattern PLAIN = Pattern.compile("[\\w-]+");
  private static final int LONGEST_KEY = 80;

  private FieldPath() {}

  /** A member of what is at {@code path}; that is empty for the object itself. */
  static String member(String path, String key) {
    if (PLAIN.matcher(key).matches()) {
      return path.isEmpty() ? key : path + "." + key;
    }
    String cut = key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "..." : key;
    return path + "[" + TextNode.valueOf(cut) + "]";
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
