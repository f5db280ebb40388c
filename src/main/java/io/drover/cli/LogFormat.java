package io.drover.cli;

import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** How the lines on standard error are written; {@code logback.xml} includes a file for each. */
enum LogFormat {
  TEXT,
  JSON;

  private static final String LEVEL = "DROVER_LOG_LEVEL";
  private static final String PROPERTY = "drover.log.format";

  /** Chooses it for all lines; to be called before the first one. */
  void choose() {
    System.setProperty(PROPERTY, name());
  }

  /**
   * Has nothing logged, unless DROVER_LOG_LEVEL asks for it: of commands that say all themselves.
   */
  static void quiet() {
    if (System.getenv(LEVEL) == null) {
      System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
      System.setProperty("slf4j.internal.verbosity", "WARN"); // it says which provider it takes
    }
  }

  static boolean isJson() {
    return JSON.name().equals(System.getProperty(PROPERTY));
  }
}
