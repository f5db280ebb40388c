package io.drover.jetstream;

import io.drover.delivery.HealthDetail;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a route gets the messages of its stream. */
record JetStreamHealth(String route, JetStreamEndpoint options, PullLoop loop, InHand inHand)
    implements HealthDetail {
  @Override
  public String name() {
    return "jetstream:" + route;
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("stream", options.getStream());
    data.put("connection", options.getComponent().link().status());
    data.put("waiting", loop.pending());
    data.put("inHand", inHand.size());
    if (loop.trouble() != null) {
      data.put("trouble", loop.trouble());
    }
    return data;
  }

  @Override
  public boolean isWell() {
    return loop.trouble() == null && options.getComponent().link().isConnected();
  }
}
