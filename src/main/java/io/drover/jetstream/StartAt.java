package io.drover.jetstream;

import io.nats.client.api.DeliverPolicy;

/** Which messages of a stream a route begins with that has never read it. */
public enum StartAt {
  /** The oldest one that is kept. */
  FIRST(DeliverPolicy.All),
  /** The next one that comes. */
  NEW(DeliverPolicy.New);

  private final DeliverPolicy policy;

  StartAt(DeliverPolicy policy) {
    this.policy = policy;
  }

  DeliverPolicy policy() {
    return policy;
  }
}
