package io.drover.bucket;

import io.drover.delivery.HealthDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How far the sweeps of a route are. */
record SweepHealth(String route, Sweep sweep) implements HealthDetail {
  @Override
  public String name() {
    return "bucket:" + route;
  }

  @Override
  public Map<String, Object> data() {
    return data(sweep);
  }

  static Map<String, Object> data(Sweep sweep) {
    Map<String, Object> data = new LinkedHashMap<>();
    ListenHealth.putTime(
        data,
        "lastSweep",
        sweep.areas().stream()
            .map(SweptArea::swept)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null));
    data.put("foundBySweep", sweep.areas().stream().mapToLong(SweptArea::foundSoFar).sum());
    ListenHealth.putTime(
        data,
        "position",
        sweep.areas().stream()
            .map(SweptArea::position)
            .filter(Objects::nonNull)
            .map(SweepPosition::since)
            .min(Instant::compareTo)
            .orElse(null));
    data.put("inFlight", sweep.inFlight().size());
    sweep.areas().stream()
        .map(SweptArea::trouble)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(trouble -> data.put("sweepTrouble", trouble));
    return data;
  }

  @Override
  public boolean isWell() {
    return isWell(sweep);
  }

  static boolean isWell(Sweep sweep) {
    return sweep.areas().stream().allMatch(area -> area.trouble() == null);
  }
}
