package io.drover.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The Lease as one candidate sees it. How long another's lasts is counted by the candidate's own
 * clock from when it first saw it so, as the holder's clock may be wrong; the elector, which
 * compares with the holder's time, is told a time that says so. Thread-safe.
 */
final class ObservedLease extends LeaseLock {
  /** Stands for a holder that somebody deleted from the Lease. */
  private static final String UNKNOWN = "(unknown)";

  private record Sight(Holder holder, long sinceNanos) {}

  private final Duration lease;
  private final Term term;
  private final LongSupplier nanoClock;
  private volatile Sight sight;

  /**
   * @param term renewed and ended with the Lease
   */
  ObservedLease(ElectionOptions options, String identity, Term term, LongSupplier nanoClock) {
    super(options.namespace(), options.name(), identity);
    this.lease = options.lease();
    this.term = term;
    this.nanoClock = nanoClock;
  }

  /** What the Lease says, as far as known; null if nothing is. */
  Holder holder() {
    Sight last = sight;
    return last == null ? null : last.holder();
  }

  /** How long until it may be taken from its holder; null if it is not known, or our own. */
  synchronized Duration remaining() {
    if (sight == null || sight.holder().identity().equals(identity())) {
      return null;
    }
    return sight.holder().isReleased() ? Duration.ZERO : rest();
  }

  private Duration rest() {
    Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - sight.sinceNanos());
    Duration rest = sight.holder().lease().minus(elapsed);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Somebody wrote the Lease. */
  synchronized void see(Lease written) {
    Holder holder = Holder.of(written, lease);
    if (sight == null || !sight.holder().equals(holder)) {
      sight = new Sight(holder, nanoClock.getAsLong());
    }
  }

  @Override
  public synchronized LeaderElectionRecord get(KubernetesClient client) {
    LeaderElectionRecord found = answer(() -> super.get(client));
    if (found != null) {
      return found;
    }
    Duration remaining = remaining();
    boolean missed = remaining != null && !remaining.isZero();
    return missed ? record(UNKNOWN, lease) : null; // one whose Lease was deleted may not know yet
  }

  @Override
  protected LeaderElectionRecord toRecord(Lease found) {
    see(found);
    Holder holder = sight.holder();
    if (!holder.identity().equals(identity())) {
      term.end();
    }
    if (holder.isReleased()) {
      return record("", Duration.ZERO);
    }
    return record(holder.identity().isEmpty() ? UNKNOWN : holder.identity(), rest());
  }

  /** What the elector takes for one that can be taken after a time. */
  private LeaderElectionRecord record(String holder, Duration rest) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    Holder known = sight.holder();
    ZonedDateTime acquired = known.acquired() == null ? now : known.acquired();
    return new LeaderElectionRecord(
        holder, lease, acquired, now.minus(lease).plus(rest), known.transitions());
  }

  @Override
  public synchronized void create(KubernetesClient client, LeaderElectionRecord ours) {
    write(
        ours,
        () -> {
          super.create(client, ours);
          return null;
        });
  }

  @Override
  public synchronized void update(KubernetesClient client, LeaderElectionRecord ours) {
    write(
        ours,
        () -> {
          super.update(client, ours);
          return null;
        });
  }

  private void write(LeaderElectionRecord ours, Supplier<Void> request) {
    long began = nanoClock.getAsLong();
    boolean taken = identity().equals(ours.getHolderIdentity());
    if (!taken) {
      term.end(); // before others can know
    }
    answer(request);
    see(toResource(ours, getObjectMeta(null)));
    if (taken) {
      term.renewed(began);
    }
  }

  /** The elector comes again after this exception, and would give up for ever after another. */
  private static <T> T answer(Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new KubernetesClientException("asking for the Lease", e);
    }
  }
}
