package io.drover.testing.mutation;

import java.util.List;

/**
 * A route with one change.
 *
 * @param file that is changed
 * @param line of the change, from 1
 * @param before what stood there
 * @param after what stands there now
 * @param content of the changed file
 */
record Mutation(String file, int line, String before, String after, String content) {
  private static final int LONGEST = 200;

  /** By an edit of a file's text. */
  static Mutation of(String file, String text, Edit edit) {
    String content = edit.apply(text);
    List<String> old = text.lines().toList();
    List<String> changed = content.lines().toList();
    int first = 0;
    int most = Math.min(old.size(), changed.size());
    while (first < most && old.get(first).equals(changed.get(first))) {
      first++;
    }
    int last = 0;
    while (last < most - first
        && old.get(old.size() - 1 - last).equals(changed.get(changed.size() - 1 - last))) {
      last++;
    }
    return new Mutation(
        file,
        first + 1,
        join(old.subList(first, old.size() - last)),
        join(changed.subList(first, changed.size() - last)),
        content);
  }

  private static String join(List<String> lines) {
    String text = String.join(" ", lines.stream().map(String::strip).toList());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** What the change is, wherever in the file it stands. */
  String name() {
    return file + ": " + before + " => " + after;
  }

  @Override
  public String toString() {
    return file + ":" + line + "\n    - " + before + "\n    + " + after;
  }
}
