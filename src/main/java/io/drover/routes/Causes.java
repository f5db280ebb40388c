package io.drover.routes;

import java.io.FileNotFoundException;

/** Puts an exception of Camel's into the words that help. */
public final class Causes {
  private Causes() {}

  /** The message of the innermost cause that has one, in one line. */
  public static String telling(Throwable exception) {
    String message = exception.toString();
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException) {
        return "the file is missing: " + cause.getMessage();
      }
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        message = cause.getMessage();
      }
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
