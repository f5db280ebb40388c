package io.drover.cli;

/** How the lines on standard error are written; {@code logback.xml} includes a file for each. */
enum LogFormat {
  TEXT,
  JSON;

  private static final String PROPERTY = "drover.log.format";

  /** Chooses it for all lines; to be called before the first one. */
  void choose() {
    System.setProperty(PROPERTY, name());
  }

  static boolean isJson() {
    return JSON.name().equals(System.getProperty(PROPERTY));
  }
}
