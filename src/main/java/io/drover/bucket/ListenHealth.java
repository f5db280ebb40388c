package io.drover.bucket;

import io.drover.delivery.HealthDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a route hears what happens in its buckets, and how far its sweeps are. */
record ListenHealth(String route, MinioListener listener) implements HealthDetail {
  @Override
  public String name() {
    return "bucket:" + route;
  }

  @Override
  public Map<String, Object> data() {
    List<ListenStream> streams = listener.streams();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("connections", streams.size());
    data.put("connected", (int) streams.stream().filter(s -> s.trouble() == null).count());
    putTime(data, "lastLine", listener.heard());
    data.putAll(SweepHealth.data(listener.sweep()));
    streams.stream()
        .map(ListenStream::trouble)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(trouble -> data.put("trouble", trouble));
    return data;
  }

  static void putTime(Map<String, Object> data, String name, Instant time) {
    if (time != null) {
      data.put(name, time.toString());
    }
  }

  @Override
  public boolean isWell() {
    return listener.streams().stream().allMatch(s -> s.trouble() == null)
        && SweepHealth.isWell(listener.sweep());
  }
}
