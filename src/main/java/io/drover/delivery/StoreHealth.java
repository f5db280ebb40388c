package io.drover.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a context's store is. */
final class StoreHealth implements HealthDetail {
  private static final double NEARLY_FULL = 0.8;
  private final Settlements settlements;

  StoreHealth(Settlements settlements) {
    this.settlements = settlements;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Map<String, Object> data() {
    Stored stored = settlements.stored();
    Map<String, Object> data = new LinkedHashMap<>();
    if (stored.location() != null) {
      data.put("location", stored.location());
      data.put("writable", stored.isWritable());
      if (stored.trouble() != null) {
        data.put("trouble", stored.trouble());
      }
      data.put("ledgerRecords", stored.ledger());
      data.put("deadLetters", stored.deadLetters());
      data.put("deadLetterBytes", stored.deadLetterBytes());
      data.put("deadLetterBytesLimit", stored.deadLetterBytesLimit());
      data.put("oldestDeadLetter", String.valueOf(stored.oldestDeadLetter()));
    }
    return data;
  }

  @Override
  public boolean isWell() {
    Stored stored = settlements.stored();
    return stored.isWritable()
        && stored.trouble() == null
        && stored.deadLetterBytes() <= stored.deadLetterBytesLimit() * NEARLY_FULL;
  }
}
