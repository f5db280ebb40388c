package io.drover.jetstream;

import java.time.Duration;
import java.util.List;

/**
 * What a durable consumer is to be like.
 *
 * @param filters the subjects it gets; all of the stream if there are none
 * @param maxAckPending how many messages all who read it have at most
 */
record ConsumerSettings(
    String stream,
    String durable,
    List<String> filters,
    StartAt from,
    Duration ackWait,
    long maxAckPending) {}
