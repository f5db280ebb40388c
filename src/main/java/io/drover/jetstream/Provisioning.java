package io.drover.jetstream;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes streams and durable consumers as they are to be, and changes what may be changed, so that a
 * changed route goes on where it was. Doing it again changes nothing. Codes of errors: <a
 * href="https://github.com/nats-io/nats-server/blob/main/server/errors.json">nats-server</a>.
 */
final class Provisioning {
  private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
  private static final int STREAM_NOT_FOUND = 10059;
  private static final int CONSUMER_NOT_FOUND = 10014;
  private static final int ALREADY_THERE = 10058;

  private static final int NOT_UNIQUE = 10100;

  private final JetStreamManagement management;

  Provisioning(JetStreamManagement management) {
    this.management = management;
  }

  /**
   * Makes the stream, if its subjects are given, or adds those that it lacks.
   *
   * @throws MismatchException if there is none, and its subjects are not given; or if it is none
   *     from which messages are gone once they are acknowledged, and should be
   */
  void stream(StreamSettings wanted) throws IOException, JetStreamApiException {
    try {
      StreamConfiguration is = management.getStreamInfo(wanted.name()).getConfiguration();
      if (wanted.queue() && is.getRetentionPolicy() != RetentionPolicy.WorkQueue) {
        throw new MismatchException(
            "the stream "
                + wanted.name()
                + " has the retention "
                + is.getRetentionPolicy()
                + ", and workqueue is needed: name one that is not there, and it is made");
      }
      TreeSet<String> all = new TreeSet<>(is.getSubjects());
      if (all.addAll(wanted.subjects())) {
        management.updateStream(StreamConfiguration.builder(is).subjects(all).build());
      }
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != STREAM_NOT_FOUND) {
        throw e;
      }
      if (wanted.subjects().isEmpty()) {
        throw new MismatchException(
            "there is no stream " + wanted.name() + ": make it, or set streamSubjects");
      }
      makeStream(wanted);
    }
  }

  private void makeStream(StreamSettings wanted) throws IOException, JetStreamApiException {
    try {
      management.addStream(wanted.configuration());
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
  void consumer(ConsumerSettings wanted) throws IOException, JetStreamApiException {
    try {
      ConsumerInfo found = management.getConsumerInfo(wanted.stream(), wanted.durable());
      ConsumerConfiguration is = found.getConsumerConfiguration();
      check(wanted, is);
      if (differs(wanted, is)) {
        management.updateConsumer(
            wanted.stream(), configuration(wanted, ConsumerConfiguration.builder(is)));
      }
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) {
        throw e;
      }
      ConsumerConfiguration.Builder fresh =
          ConsumerConfiguration.builder()
              .durable(wanted.durable())
              .ackPolicy(AckPolicy.Explicit)
              .deliverPolicy(wanted.from().policy());
      management.addOrUpdateConsumer(wanted.stream(), configuration(wanted, fresh));
    }
  }

  /**
   * Makes the durable consumer of a queue, in which each message is for one consumer. Those that
   * have messages of it, since they are of the same route with another number of partitions, are
   * removed: what they had not acknowledged is in the queue still.
   *
   * @param others tells them by their names
   */
  void queueConsumer(ConsumerSettings wanted, Predicate<String> others)
      throws IOException, JetStreamApiException {
    try {
      consumer(wanted);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NOT_UNIQUE) {
        throw e;
      }
      for (String name : management.getConsumerNames(wanted.stream())) {
        if (others.test(name)) {
          LOG.info("{}: the consumer {} gives way to {}", wanted.stream(), name, wanted.durable());
          management.deleteConsumer(wanted.stream(), name);
        }
      }
      consumer(wanted);
    }
  }

  private static void check(ConsumerSettings wanted, ConsumerConfiguration is)
      throws MismatchException {
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
              + wanted.durable()
              + " of stream "
              + wanted.stream()
              + " cannot be used: "
              + difference
              + "; set another durable, or remove it if nothing else reads it");
    }
  }

  private static boolean differs(ConsumerSettings wanted, ConsumerConfiguration is) {
    return !new TreeSet<>(filters(is)).equals(new TreeSet<>(wanted.filters()))
        || is.getMaxDeliver() > 0
        || is.getMaxAckPending() != wanted.maxAckPending()
        || !is.getAckWait().equals(wanted.ackWait());
  }

  private static List<String> filters(ConsumerConfiguration is) {
    return is.getFilterSubjects() == null ? List.of() : is.getFilterSubjects();
  }

  private static ConsumerConfiguration configuration(
      ConsumerSettings wanted, ConsumerConfiguration.Builder builder) {
    return builder
        .filterSubjects(wanted.filters())
        .maxDeliver(-1)
        .maxAckPending(wanted.maxAckPending())
        .ackWait(wanted.ackWait())
        .build();
  }
}
