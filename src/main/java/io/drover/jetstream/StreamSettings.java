package io.drover.jetstream;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;

/**
 * What a stream is to be like.
 *
 * @param subjects those that it has to have; without any, it is not made
 * @param queue whether a message is gone once it is acknowledged, and one that finds no room is
 *     refused rather than an older one dropped
 * @param maxBytes how large it may become; without limit if below 0
 * @param duplicateWindow how long an id of a message is known
 */
record StreamSettings(
    String name,
    List<String> subjects,
    boolean queue,
    int replicas,
    long maxBytes,
    Duration duplicateWindow) {
  StreamConfiguration configuration() {
    StreamConfiguration.Builder stream =
        StreamConfiguration.builder()
            .name(name)
            .subjects(subjects)
            .replicas(replicas)
            .maxBytes(maxBytes)
            .duplicateWindow(duplicateWindow);
    if (queue) {
      stream.retentionPolicy(RetentionPolicy.WorkQueue).discardPolicy(DiscardPolicy.New);
    }
    return stream.build();
  }
}
