package io.drover.jq;

/** Leaves what a label surrounds. */
final class Break extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Object label;

  Break(Object label) {
    super(null, null, false, false);
    this.label = label;
  }

  boolean leaves(Object other) {
    return label == other;
  }
}
