package io.drover.cli;

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
      System.setProperty(LEVEL, "OFF");
      System.setProperty("drover.log.others", "OFF");
    }
  }

  static boolean isJson() {
    return JSON.name().equals(System.getProperty(PROPERTY));
  }
}
