package io.drover.bucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An object, or one of its versions, as a listing shows it.
 *
 * @param versionId null in a bucket without versions
 * @param eTag without quotes
 * @param modified when it was last changed
 * @param isMinio whether the store is MinIO
 */
public record ListedObject(
    String bucket,
    String key,
    String versionId,
    String eTag,
    long size,
    Instant modified,
    boolean isMinio) {
  private static final String FOUND = "droverfound";
  private static final String LISTING = "listing";

  /** Whether that is what a route got. */
  static boolean isFound(ReadMessage content) {
    return LISTING.equals(content.event().extensions().get(FOUND));
  }

  /** What a route gets of it, marked as found by listing. */
  public ReadMessage found() {
    Notification created = created();
    CloudEvent event = created.event().with(FOUND, LISTING);
    return new ReadMessage(event, created.body(), "a listing shows no content type");
  }

  /** The notification of its upload, with the id that this has on every transport. */
  Notification created() {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventVersion", "2.0");
    record.put("eventSource", isMinio ? Notification.MINIO : "aws:s3");
    record.put("awsRegion", "");
    record.put("eventTime", modified.truncatedTo(ChronoUnit.MILLIS).toString());
    record.put("eventName", "s3:ObjectCreated:Put");
    ObjectNode s3 = record.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
    ObjectNode object = s3.putObject("object");
    object.put("key", key);
    object.put("size", size);
    object.put("eTag", eTag);
    if (versionId != null) {
      object.put("versionId", versionId);
    }
    if (isMinio) {
      object.put("sequencer", String.format("%016X", modified.toEpochMilli() * 1_000_000));
    }
    return new Notification(List.of(record), null);
  }
}
