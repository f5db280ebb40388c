package io.drover.kube;

/** The types that Kubernetes knows of Events. */
enum EventType {
  NORMAL("Normal"),
  WARNING("Warning");

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** As it stands in an Event. */
  @Override
  public String toString() {
    return text;
  }
}
