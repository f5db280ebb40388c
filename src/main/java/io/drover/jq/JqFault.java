package io.drover.jq;

/**
 * Something wrong in a program, found before it runs.
 *
 * @param line from 1 on
 * @param message without the place
 * @param unknown the name of a function that there is not; null if it is something else
 */
public record JqFault(int line, String message, String unknown) {
  JqFault(int line, String message) {
    this(line, message, null);
  }
}
