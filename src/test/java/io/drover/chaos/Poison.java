package io.drover.chaos;

import java.util.List;
import java.util.Optional;

/** Events that cannot succeed, told by what their object's key holds. */
enum Poison {
  TAG("{{poison-tag}}", "holds '{{'"),
  SCRIPT("poison-script", "the script refuses poison"),
  ARGUMENT("poison-argument", "does not declare");

  static final List<Poison> ALL = List.of(values());

  private final String mark;
  private final String reason;

  Poison(String mark, String reason) {
    this.mark = mark;
    this.reason = reason;
  }

  static Optional<Poison> of(String key) {
    return ALL.stream().filter(poison -> key.contains(poison.mark)).findFirst();
  }

  String mark() {
    return mark;
  }

  /** What the reason of its dead letter says. */
  String reason() {
    return reason;
  }
}
