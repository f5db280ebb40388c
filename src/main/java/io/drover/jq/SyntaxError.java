package io.drover.jq;

/** Where a program cannot be read on. */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  SyntaxError(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  JqFault fault() {
    return new JqFault(line, getMessage());
  }
}
