package io.drover.chaos;

/** A fault of the plan's time line, and not of a single request. */
record Blow(int atMillis, Fault fault) {}
