package io.drover.routes;

/**
 * Something wrong with a route file, known before it runs.
 *
 * @param file its path
 * @param line from 1, or 0 if only the file is known
 * @param message what was found, and what to do
 */
public record Finding(String file, int line, String message) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
  }
}
