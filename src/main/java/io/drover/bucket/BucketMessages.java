package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Backfill;
import io.drover.delivery.Companion;
import io.drover.delivery.MessageReader;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

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
  private SweepOptions sweep = new SweepOptions();
  private boolean listens;
  private ContentTypes types;

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
    Notification taken = filter().apply(notification);
    if (taken.records().isEmpty()) {
      return ReadMessage.nothing(notification.event(), taken.empty());
    }
    return new ReadMessage(taken.event(), taken.body(), note(taken.lacksContentType(), ""));
  }

  private static String note(boolean lacksContentType, String why) {
    return lacksContentType ? "the event has no content type" + why : null;
  }

  @Override
  public ReadMessage complete(ReadMessage content) {
    if (!sweep.hasStore()) {
      return content;
    }
    boolean isMissing = types().complete(content.body());
    String why = ", and the object is not there to ask for it";
    return new ReadMessage(content.event(), content.body(), note(isMissing, why));
  }

  @Override
  public ReadMessage again(ReadMessage kept) {
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode record : kept.body().path("notification")) {
      if (record instanceof ObjectNode object) {
        records.add(object);
      }
    }
    ObjectFilter conditions = ListedObject.isFound(kept) ? filter().ofListed() : filter();
    Notification taken = conditions.apply(new Notification(records, null));
    if (taken.records().isEmpty()) {
      return ReadMessage.nothing(kept.event(), taken.empty());
    }
    return taken.records().size() == records.size()
        ? kept
        : new ReadMessage(taken.event(), taken.body(), kept.note());
  }

  @Override
  public List<String> parts(JsonNode body) {
    JsonNode records = body.path("notification");
    return records.size() < 2
        ? List.of()
        : StreamSupport.stream(records.spliterator(), false)
            .map(record -> Notification.id((ObjectNode) record))
            .toList();
  }

  private synchronized ContentTypes types() {
    if (types == null) {
      types = new ContentTypes(sweep.getStore());
    }
    return types;
  }

  @Override
  public Companion companion() {
    if (listens) {
      return new MinioListener(this, sweep);
    }
    return sweep.hasStore() && sweep.getSweepSeconds() > 0 && filter().takesListed()
        ? new Sweep(sweep, filter())
        : null;
  }

  @Override
  public Backfill backfill() {
    return sweep.hasStore() ? new StoreBackfill(sweep, filter()) : null;
  }

  ObjectFilter filter() {
    return ObjectFilter.of(bucket, prefix, suffix, events);
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

  void setListen(boolean isListening) {
    listens = isListening;
  }

  void setSweep(SweepOptions options) {
    this.sweep = options;
  }

  public void setStore(ObjectStore store) {
    sweep.setStore(store);
  }

  public void setSweepSeconds(int sweepSeconds) {
    sweep.setSweepSeconds(sweepSeconds);
  }

  public void setOverlapSeconds(int overlapSeconds) {
    sweep.setOverlapSeconds(overlapSeconds);
  }

  public void setFrom(String from) {
    sweep.setFrom(from);
  }

  public void setConcurrency(int concurrency) {
    sweep.setConcurrency(concurrency);
  }
}
