package io.drover.bucket;

/**
 * What an event name tells of an object, as far as every transport can tell it: a listing cannot
 * know whether an object came by Put or by Copy, so ids are made from this and not from the name.
 */
final class EventClass {
  static final String CREATED = "created";

  private EventClass() {}

  /**
   * @param eventName with the {@code s3:} prefix
   */
  static String of(String eventName) {
    if (eventName.endsWith(
        "Tagging")) { // MinIO: s3:ObjectCreated:PutTagging; AWS: s3:ObjectTagging:Put
      return "tags";
    }
    return switch (eventName) {
      case "s3:ObjectCreated:PutRetention" -> "retention";
      case "s3:ObjectCreated:PutLegalHold" -> "legal-hold";
      default -> {
        int end = eventName.indexOf(':', 3);
        String kind = eventName.substring(3, end < 0 ? eventName.length() : end);
        yield switch (kind) {
          case "ObjectCreated" -> CREATED;
          case "ObjectRemoved" -> "removed";
          case "ObjectTagging" -> "tags";
          default -> eventName.substring(3);
        };
      }
    };
  }
}
