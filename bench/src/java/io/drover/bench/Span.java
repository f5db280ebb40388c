package io.drover.bench;

/**
 * One event on its way, all times as {@link System#nanoTime} has them, which on Linux is one clock
 * for all processes.
 *
 * @param number of the event
 * @param began its sender began to send it; of the raw client, the request to create
 * @param creating the request to create began
 * @param created the API server had answered it
 * @param written the outcome was written down
 * @param ended its sender had the answer
 */
record Span(int number, long began, long creating, long created, long written, long ended) {
  /** What can be told from outside. */
  static Span of(int number, long began, long ended) {
    return new Span(number, began, began, ended, ended, ended);
  }

  /** With what happened inside. */
  Span with(Span inside) {
    return new Span(number, began, inside.creating, inside.created, inside.written, ended);
  }

  /** How many nanoseconds a part of the way took. */
  long nanos(Stage stage) {
    return switch (stage) {
      case ALL -> ended - began;
      case TO_OBJECT -> created - began;
      case BEFORE -> creating - began;
      case CREATE -> created - creating;
      case WRITE -> written - created;
      case ANSWER -> ended - written;
    };
  }

  /** A part of the way. */
  enum Stage {
    ALL("all"),
    TO_OBJECT("to object"),
    BEFORE("before the create"),
    CREATE("the create"),
    WRITE("settling"),
    ANSWER("the answer");

    private final String title;

    Stage(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
