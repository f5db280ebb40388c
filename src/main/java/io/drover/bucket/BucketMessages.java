package io.drover.bucket;

import io.drover.delivery.MessageReader;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Reads the notifications of object stores for a route with conditions. A bean of this class makes
 * a bucket source of any transport; its options are those of {@link BucketEndpoint}.
 */
public final class BucketMessages implements MessageReader {
  private String bucket;
  private String prefix;
  private String suffix;
  private String events;
  private KeyEncoding keyEncoding = KeyEncoding.AUTO;

  @Override
  public ReadMessage read(byte[] message, Map<String, String> headers) {
    return taken(reader().read(message));
  }

  @Override
  public ReadMessage readAny(byte[] message, String contentType) {
    return taken(reader().readAny(message).typed(contentType));
  }

  /** What of a notification the conditions take. */
  ReadMessage taken(Notification notification) {
    Notification taken = ObjectFilter.of(bucket, prefix, suffix, events).apply(notification);
    if (taken.records().isEmpty()) {
      return ReadMessage.nothing(notification.event(), taken.empty());
    }
    String note = taken.lacksContentType() ? "the event has no content type" : null;
    return new ReadMessage(taken.event(), taken.body(), note);
  }

  @Override
  public CloudEvent unreadable(byte[] message) {
    String id = StableHash.of(List.of(Base64.getEncoder().encodeToString(message)));
    return new CloudEvent(id, "s3:", "unreadable", null, null);
  }

  private NotificationReader reader() {
    return new NotificationReader(keyEncoding);
  }

  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public void setSuffix(String suffix) {
    this.suffix = suffix;
  }

  public void setEvents(String events) {
    this.events = events;
  }

  public void setKeyEncoding(KeyEncoding keyEncoding) {
    this.keyEncoding = keyEncoding;
  }
}
