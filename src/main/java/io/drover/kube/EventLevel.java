package io.drover.kube;

import java.util.Locale;

/** Which Events {@code kube:watch} writes on the watched objects. */
public enum EventLevel {
  /** What was done for an object, and what is wrong with it. */
  ALL,
  /** Only what is wrong with it. */
  WARNINGS,
  NONE;

  boolean writes(EventType type) {
    return this == ALL || (this == WARNINGS && type == EventType.WARNING);
  }

  /** As the option is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
