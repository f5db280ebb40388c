package io.drover.jetstream;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import java.io.IOException;

/** Subscribes to a durable consumer, and makes it first if it is not there or not as it should. */
@FunctionalInterface
interface Subscriber {
  JetStreamSubscription subscribe() throws IOException, JetStreamApiException;
}
