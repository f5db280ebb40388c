package io.drover.leader;

import io.drover.delivery.HealthDetail;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who leads. */
final class LeaderHealth implements HealthDetail {
  private final Term term;
  private final ObservedLease lease;

  LeaderHealth(Term term, ObservedLease lease) {
    this.term = term;
    this.lease = lease;
  }

  @Override
  public String name() {
    return "leader";
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("leader", term.leads());
    data.put("identity", lease.identity());
    Holder holder = lease.holder();
    if (holder != null) {
      data.put("holder", holder.identity());
      data.put("since", String.valueOf(holder.acquired()));
    }
    return data;
  }

  /** One leads, as far as this one can see. */
  @Override
  public boolean isWell() {
    var remaining = lease.remaining();
    return term.leads() || (remaining != null && !remaining.isZero());
  }
}
