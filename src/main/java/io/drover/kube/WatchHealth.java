package io.drover.kube;

import io.drover.delivery.HealthDetail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the watches of a route see what they should. */
record WatchHealth(String route, KubeEndpoint options, Controller controller)
    implements HealthDetail {
  @Override
  public String name() {
    return "watch:" + route;
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", options.watchedKind().toString());
    data.put("waiting", Math.max(0, controller.queue().depth()));
    List<String> troubles = controller.troubles();
    if (!troubles.isEmpty()) {
      data.put("troubles", troubles);
    }
    return data;
  }

  @Override
  public boolean isWell() {
    return controller.troubles().isEmpty();
  }
}
