package io.drover.jetstream;

import io.drover.delivery.HealthDetail;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a route gets the messages of its stream. */
record JetStreamHealth(String name, JetStreamEndpoint options, Partitions partitions)
    implements HealthDetail {
  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("stream", options.getStream());
    data.put("connection", options.getComponent().link().status());
    data.put("waiting", partitions.pending());
    data.put("inHand", partitions.inHand());
    String trouble = partitions.trouble();
    if (trouble != null) {
      data.put("trouble", trouble);
    }
    return data;
  }

  @Override
  public boolean isWell() {
    return partitions.trouble() == null && options.getComponent().link().isConnected();
  }
}
