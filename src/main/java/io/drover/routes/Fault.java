package io.drover.routes;

/**
 * Something wrong with a step, found in its text.
 *
 * @param step null for one that does not keep Camel from building the step by itself
 * @param line in the route file
 * @param explains whether Camel would say the same again, in worse words, when it builds the step
 */
record Fault(RouteStep step, int line, String message, boolean explains) {
  Finding in(String file) {
    return new Finding(file, line, message);
  }

  /** One that names route and step. */
  static Fault of(RouteStep step, int line, String message, boolean explains) {
    return new Fault(step, line, step.where() + ": " + message, explains);
  }
}
