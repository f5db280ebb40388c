package io.drover.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * What a Lease says, whoever wrote it: every field of it may be missing.
 *
 * @param identity empty if nobody has it
 * @param acquired null if it does not say
 * @param renewed null if it does not say
 * @param lease how long it may have it without a renewal
 */
record Holder(
    String identity,
    ZonedDateTime acquired,
    ZonedDateTime renewed,
    Duration lease,
    int transitions) {
  /** What one who releases a Lease writes for its length. */
  private static final Duration RELEASED = Duration.ofSeconds(1);

  /**
   * @param standard the length if the Lease does not say
   */
  static Holder of(Lease lease, Duration standard) {
    LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
    Integer seconds = spec.getLeaseDurationSeconds();
    return new Holder(
        spec.getHolderIdentity() == null ? "" : spec.getHolderIdentity(),
        spec.getAcquireTime(),
        spec.getRenewTime(),
        seconds == null ? standard : Duration.ofSeconds(seconds),
        spec.getLeaseTransitions() == null ? 0 : spec.getLeaseTransitions());
  }

  /** Whether its last holder gave it back: one who was only taken away may not know of it yet. */
  boolean isReleased() {
    return identity.isEmpty() && lease.equals(RELEASED);
  }
}
