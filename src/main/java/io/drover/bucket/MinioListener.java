package io.drover.bucket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Companion;
import io.drover.delivery.Inlet;
import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Listens to MinIO for what happens at once, and sweeps after each time that a connection is made,
 * since MinIO repeats nothing. A sweep also tells whether a connection has gone deaf.
 */
final class MinioListener implements Companion {
  private static final long TEND_MILLIS = 100;
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  /** The store's clock is known to the second. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final BucketMessages messages;
  private final ObjectFilter filter;
  private final SweepOptions options;
  private final Sweep sweep;
  private final List<Listened> streams = new ArrayList<>();
  private Inlet inlet;
  private ScheduledThreadPoolExecutor thread;
  private volatile Instant heard;

  /** A connection, and what is to be heard on it. */
  private record Listened(String bucket, String prefix, String suffix, ListenStream stream) {
    boolean isAbout(ListedObject object) {
      return bucket.equals(object.bucket())
          && object.key().startsWith(prefix)
          && object.key().endsWith(suffix);
    }
  }

  MinioListener(BucketMessages messages, SweepOptions options) {
    this.messages = messages;
    this.options = options;
    this.filter = messages.filter();
    this.sweep = new Sweep(options, filter, this::untold);
  }

  @Override
  public void start(Inlet opened) {
    inlet = opened;
    AwsCredentialsProvider credentials = options.getStore().credentials();
    HttpClient client = client();
    for (String bucket : filter.buckets()) {
      for (String prefix : filter.widestPrefixes()) {
        for (String suffix : filter.suffixes().isEmpty() ? List.of("") : filter.suffixes()) {
          streams.add(stream(bucket, prefix, suffix, client, credentials));
        }
      }
    }
    sweep.start(opened);
    thread = new ScheduledThreadPoolExecutor(1, new Threads(opened.route()).named("listen"));
    Future<?> unused =
        thread.scheduleWithFixedDelay(this::tend, 0, TEND_MILLIS, TimeUnit.MILLISECONDS);
    opened.show(new ListenHealth(opened.route(), this));
  }

  private HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTING);
    SSLContext tls = options.getStore().tls();
    return (tls == null ? builder : builder.sslContext(tls)).build();
  }

  private Listened stream(
      String bucket,
      String prefix,
      String suffix,
      HttpClient client,
      AwsCredentialsProvider credentials) {
    ObjectStore store = options.getStore();
    ListenRequest request = ListenRequest.of(bucket, prefix, suffix, filter.events());
    ListenStream[] self = new ListenStream[1];
    self[0] =
        new ListenStream(
            "bucket " + bucket + " at " + store,
            client,
            () -> request.signed(store, credentials),
            line -> line(line, self[0]),
            () -> askForSweep(bucket));
    return new Listened(bucket, prefix, suffix, self[0]);
  }

  private void askForSweep(String bucket) {
    sweep.areas().stream().filter(a -> a.bucket().equals(bucket)).forEach(SweptArea::ask);
  }

  private void tend() {
    for (Listened each : streams) {
      if (inlet.isOpen()) {
        each.stream().tend();
      } else {
        each.stream().close();
      }
    }
  }

  /** Never blocks: what there is no room for, a sweep finds. */
  private void line(byte[] line, ListenStream stream) {
    heard = Instant.now();
    ReadMessage content;
    try {
      if (new String(line, StandardCharsets.US_ASCII).isBlank()) {
        return;
      }
      content = messages.read(line, Map.of());
    } catch (PermanentException e) {
      stream.distrust("a line is no bucket event (" + e.getMessage() + ")");
      return;
    }
    if (content.body() == null || !inlet.isOpen()) {
      return; // a ping, or something that others ask for
    }
    stream.told(content.event().id());
    ObjectNode record = (ObjectNode) content.body().at("/notification/0");
    if (!sweep.inFlight().offer(content, Notification.modified(record))) {
      stream.missed();
      askForSweep(Notification.text(record, "/s3/bucket/name"));
    }
  }

  /** A sweep found what a connection that is open should have told, or is about to tell. */
  private void untold(ListedObject object, String id, Duration skew) {
    for (Listened each : streams) {
      Instant told = each.stream().toldSince();
      if (told != null
          && each.isAbout(object)
          && object.modified().isAfter(told.plus(skew).plus(MARGIN))) {
        String what = "an upload of " + object.modified() + ", which a sweep found";
        each.stream().expect(id, what);
      }
    }
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.shutdownNow();
      streams.forEach(each -> each.stream().close());
      sweep.stop();
      streams.clear();
    }
  }

  /** When a line came last, or null. */
  Instant heard() {
    return heard;
  }

  List<ListenStream> streams() {
    return streams.stream().map(Listened::stream).toList();
  }

  Sweep sweep() {
    return sweep;
  }
}
