package io.drover.jetstream;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.io.IOException;

/**
 * Goes through a bucket by a consumer that is gone after it.
 *
 * @param values whether values are read too
 */
record BucketScan(Connection connection, BucketProvisioning bucket, boolean values) {
  /** Is shown records. */
  @FunctionalInterface
  interface Visitor {
    void see(KeyValueRecord each) throws IOException;
  }

  /**
   * @param last the revision that was the last one before: what comes later need not be seen
   */
  void run(long last, Visitor visitor)
      throws IOException, JetStreamApiException, InterruptedException {
    ConsumerConfiguration consumer =
        ConsumerConfiguration.builder()
            .deliverPolicy(DeliverPolicy.All)
            .headersOnly(!values)
            .build();
    PushSubscribeOptions options =
        PushSubscribeOptions.builder().stream(bucket.stream())
            .ordered(true)
            .configuration(consumer)
            .build();
    JetStreamSubscription records =
        connection
            .jetStream(KeyValueCalls.OPTIONS)
            .subscribe(bucket.subjectPrefix() + ">", options);
    try {
      if (records.getConsumerInfo().getCalculatedPending() > 0) {
        show(records, last, visitor);
      }
    } finally {
      records.unsubscribe();
    }
  }

  private void show(JetStreamSubscription records, long last, Visitor visitor)
      throws IOException, InterruptedException {
    long pending = 1;
    long revision = 0;
    while (pending > 0 && revision < last) {
      Message message = records.nextMessage(KeyValueCalls.TIMEOUT);
      if (message == null) {
        throw new IOException("the bucket " + bucket.bucket() + " is not read to its end in time");
      }
      NatsJetStreamMetaData place = message.metaData();
      pending = place.pendingCount();
      revision = place.streamSequence();
      visitor.see(
          new KeyValueRecord(
              message.getSubject().substring(bucket.subjectPrefix().length()),
              revision,
              place.timestamp().toInstant(),
              message.getHeaders(),
              message.getData()));
    }
  }
}
