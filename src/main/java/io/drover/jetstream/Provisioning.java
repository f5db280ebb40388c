package io.drover.jetstream;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes a stream and a durable consumer as an endpoint says, and changes what may be changed, so
 * that a changed route goes on where it was. Doing it again changes nothing. Codes of errors: <a
 * href="https://github.com/nats-io/nats-server/blob/main/server/errors.json">nats-server</a>.
 */
final class Provisioning {
  private static final int STREAM_NOT_FOUND = 10059;
  private static final int CONSUMER_NOT_FOUND = 10014;
  private static final int ALREADY_THERE = 10058;

  private final JetStreamEndpoint options;
  private final JetStreamManagement management;

  Provisioning(JetStreamEndpoint options, JetStreamManagement management) {
    this.options = options;
    this.management = management;
  }

  /**
   * Makes the stream, if its subjects are given, or adds those that it lacks.
   *
   * @throws MismatchException if there is none, and its subjects are not given
   */
  void stream() throws IOException, JetStreamApiException {
    List<String> subjects = options.streamSubjectList();
    try {
      StreamConfiguration is = management.getStreamInfo(options.getStream()).getConfiguration();
      TreeSet<String> all = new TreeSet<>(is.getSubjects());
      if (all.addAll(subjects)) {
        management.updateStream(StreamConfiguration.builder(is).subjects(all).build());
      }
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != STREAM_NOT_FOUND) {
        throw e;
      }
      if (subjects.isEmpty()) {
        throw new MismatchException(
            "there is no stream " + options.getStream() + ": make it, or set streamSubjects");
      }
      makeStream(subjects);
    }
  }

  private void makeStream(List<String> subjects) throws IOException, JetStreamApiException {
    try {
      management.addStream(
          StreamConfiguration.builder()
              .name(options.getStream())
              .subjects(subjects)
              .replicas(options.getStreamReplicas())
              .build());
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != ALREADY_THERE) { // another replica made it meanwhile
        throw e;
      }
    }
  }

  /**
   * Makes the durable consumer, or changes its filter and limits.
   *
   * @throws MismatchException if one is there that does not keep what is not acknowledged
   */
  void consumer(String durable) throws IOException, JetStreamApiException {
    try {
      ConsumerInfo found = management.getConsumerInfo(options.getStream(), durable);
      ConsumerConfiguration is = found.getConsumerConfiguration();
      check(durable, is);
      if (differs(is)) {
        management.updateConsumer(options.getStream(), wanted(ConsumerConfiguration.builder(is)));
      }
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) {
        throw e;
      }
      ConsumerConfiguration.Builder fresh =
          ConsumerConfiguration.builder()
              .durable(durable)
              .ackPolicy(AckPolicy.Explicit)
              .deliverPolicy(options.getFrom().policy());
      management.addOrUpdateConsumer(options.getStream(), wanted(fresh));
    }
  }

  private void check(String durable, ConsumerConfiguration is) throws MismatchException {
    String difference = null;
    if (is.getDeliverSubject() != null && !is.getDeliverSubject().isEmpty()) {
      difference = "it is a push consumer, and a pull consumer is needed";
    } else if (is.getAckPolicy() != AckPolicy.Explicit) {
      difference = "its ack policy is " + is.getAckPolicy() + ", and explicit is needed";
    } else if (is.isHeadersOnly()) {
      difference = "it delivers headers only";
    }
    if (difference != null) {
      throw new MismatchException(
          "the consumer "
              + durable
              + " of stream "
              + options.getStream()
              + " cannot be used: "
              + difference
              + "; set another durable, or remove it if nothing else reads it");
    }
  }

  private boolean differs(ConsumerConfiguration is) {
    boolean filter = !new TreeSet<>(filters(is)).equals(new TreeSet<>(options.subjectList()));
    return filter
        || is.getMaxDeliver() > 0
        || is.getMaxAckPending() != options.getMaxAckPending()
        || !is.getAckWait().equals(ackWait());
  }

  private static List<String> filters(ConsumerConfiguration is) {
    return is.getFilterSubjects() == null ? List.of() : is.getFilterSubjects();
  }

  private Duration ackWait() {
    return Duration.ofMillis(options.getAckWaitMillis());
  }

  private ConsumerConfiguration wanted(ConsumerConfiguration.Builder builder) {
    return builder
        .filterSubjects(options.subjectList())
        .maxDeliver(-1)
        .maxAckPending(options.getMaxAckPending())
        .ackWait(ackWait())
        .build();
  }
}
