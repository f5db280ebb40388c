package io.drover.bench;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;

/** A stream with events for one reader, which can be held back until all of them are there. */
final class BusQueue {
  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String OTHER = "other";

  private final JetStream jetStream;
  private final JetStreamManagement management;
  private final String stream;
  private final String subjects;
  private final String subject;
  private final IntFunction<String> message;

  BusQueue(
      Connection connection,
      String stream,
      String subjects,
      String subject,
      IntFunction<String> message)
      throws IOException {
    this.jetStream = connection.jetStream();
    this.management = connection.jetStreamManagement();
    this.stream = stream;
    this.subjects = subjects;
    this.subject = subject;
    this.message = message;
  }

  /** Makes the stream anew. All others go, with what anybody keeps there. */
  void make() throws IOException, JetStreamApiException {
    add(OTHER, OTHER); // without any the server tidies up, and makes none meanwhile
    for (String name : management.getStreamNames()) {
      if (!name.equals(OTHER)) {
        management.deleteStream(name);
      }
    }
    add(stream, subjects);
  }

  private void add(String name, String of) throws IOException, JetStreamApiException {
    management.addStream(StreamConfiguration.builder().name(name).subjects(of).build());
  }

  /** Waits until somebody asks for messages. */
  void awaitReader() {
    Awaitility.await("somebody reads " + stream)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> consumers().stream().anyMatch(each -> each.getNumWaiting() > 0));
  }

  /** From now on no message is given to anybody. */
  void hold() throws IOException, JetStreamApiException {
    for (ConsumerInfo each : consumers()) {
      management.pauseConsumer(
          stream, each.getName(), ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    }
  }

  /** Messages are given again: the first one is by the time that this returns. */
  void release() throws IOException, JetStreamApiException {
    long before = given();
    for (ConsumerInfo each : consumers()) {
      management.resumeConsumer(stream, each.getName());
    }
    Awaitility.await("the first message is given") // to a reader that has asked again
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> given() > before);
  }

  private long given() throws IOException, JetStreamApiException {
    return consumers().stream().mapToLong(each -> each.getDelivered().getConsumerSequence()).sum();
  }

  /** Has events in the stream, numbered from the first one on, before it returns. */
  void publish(int first, int events) {
    List<CompletableFuture<PublishAck>> kept = new ArrayList<>();
    for (int number = first; number < first + events; number++) {
      byte[] content = message.apply(number).getBytes(StandardCharsets.UTF_8);
      kept.add(jetStream.publishAsync(subject, content));
      if (kept.size() == AT_ONCE) {
        kept.forEach(CompletableFuture::join);
        kept.clear();
      }
    }
    kept.forEach(CompletableFuture::join);
  }

  /** How many messages are not given, or not acknowledged. */
  long left() throws IOException, JetStreamApiException {
    return consumers().stream()
        .mapToLong(each -> each.getNumPending() + each.getNumAckPending())
        .sum();
  }

  private List<ConsumerInfo> consumers() throws IOException, JetStreamApiException {
    return management.getConsumers(stream);
  }
}
