package io.drover.delivery;

import java.util.Map;
import java.util.TreeMap;

/** Which APIs that routes act on are away. */
final class ApisHealth implements HealthDetail {
  private final Settlements settlements;

  ApisHealth(Settlements settlements) {
    this.settlements = settlements;
  }

  @Override
  public String name() {
    return "apis";
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new TreeMap<>();
    settlements
        .circuits()
        .forEach(circuit -> data.put(circuit.api(), circuit.isOpen() ? "away" : "answers"));
    return data;
  }

  @Override
  public boolean isWell() {
    return settlements.openCircuits() == 0;
  }
}
