package io.drover.testing.mutation;

/**
 * A piece of a text to be replaced.
 *
 * @param start of the piece
 * @param end after the piece
 */
record Edit(int start, int end, String replacement) {
  String apply(String text) {
    return text.substring(0, start) + replacement + text.substring(end);
  }
}
