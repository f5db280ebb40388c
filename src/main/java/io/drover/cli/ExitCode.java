package io.drover.cli;

/** What the process says of itself when it ends. */
final class ExitCode {
  static final int GOOD = 0;

  /** A test failed, or an event ended {@code dead} or {@code retry}. */
  static final int FAILED = 1;

  /** The command, its input or its surroundings are wrong; nothing was started. */
  static final int USAGE = 2;

  /** Something that can be known before running is wrong, or no test was found. */
  static final int FINDINGS = 3;

  private ExitCode() {}
}
