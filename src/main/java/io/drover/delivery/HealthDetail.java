package io.drover.delivery;

import java.util.Map;

/**
 * Something that shows among the details of {@code /observe/health}, as do all beans of this type
 * in Camel's registry. Called by the threads of the management port: quick, and makes no request.
 */
public interface HealthDetail {
  /** What it is of, such as {@code route:thumbnails}; each name once. */
  String name();

  /** What to show; no secret and nothing of an event's body. Values as JSON has them. */
  Map<String, Object> data();

  /** Whether a person need not look. Drover as a whole is up all the same. */
  boolean isWell();
}
