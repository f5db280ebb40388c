package io.drover.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ObservedLeaseTest {
  private static final ZonedDateTime LONG_AGO = ZonedDateTime.parse("2001-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final ElectionOptions options =
      new ElectionOptions(
          "ns", "drover", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
  private final Term term = new Term(Duration.ofSeconds(10), nanos::get);
  private final ObservedLease lease = new ObservedLease(options, "me", term, nanos::get);

  private static Lease written(String holder, Integer seconds, ZonedDateTime renewed) {
    return new LeaseBuilder()
        .withNewSpec()
        .withHolderIdentity(holder)
        .withLeaseDurationSeconds(seconds)
        .withRenewTime(renewed)
        .endSpec()
        .build();
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void aHolderWhoseClockIsWrongHasItsFullTimeFromWhenItWasSeen() {
    lease.see(written("other", 15, LONG_AGO));
    pass(14);
    lease.see(written("other", 15, LONG_AGO));
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(1));
    lease.see(written("other", 15, LONG_AGO.plusSeconds(2)));
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aHolderHasTheTimeThatItWasPromisedNotOurs() {
    lease.see(written("other", 60, LONG_AGO));
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whatIsReleasedIsFreeAtOnce() {
    lease.see(written("", 1, LONG_AGO));
    assertThat(lease.remaining()).isZero();
    assertThat(lease.toRecord(written("", 1, LONG_AGO)).getHolderIdentity()).isEmpty();
  }

  @Test
  void aHolderThatSomebodyTookOutOfTheLeaseMayNotKnowItYet() {
    assertThat(lease.toRecord(written("", 15, LONG_AGO)).getHolderIdentity()).isNotEmpty();
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aLeaseWithoutAnythingInItIsWaitedFor() {
    assertThat(lease.toRecord(new Lease()).getHolderIdentity()).isNotEmpty();
    assertThat(lease.toRecord(written("other", null, null)).getHolderIdentity()).isEqualTo("other");
    assertThat(lease.remaining()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void theLeaseOfAnotherEndsTheTerm() {
    term.renewed(nanos.get());
    lease.toRecord(written("other", 15, LONG_AGO));
    assertThat(term.leads()).isFalse();
  }
}
