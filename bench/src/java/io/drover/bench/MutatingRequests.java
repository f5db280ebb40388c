package io.drover.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.regex.Pattern;

/** How many requests that write Services, Ingresses and Events the API server has counted. */
final class MutatingRequests {
  private static final Pattern COUNTED =
      Pattern.compile(
          "apiserver_request_total\\{(?=[^}]*resource=\"(?:services|ingresses|events)\")"
              + "(?=[^}]*verb=\"(?:POST|PUT|PATCH|APPLY|DELETE|DELETECOLLECTION)\")[^}]*} (\\S+)");

  private MutatingRequests() {}

  static long now(KubernetesClient client) {
    return in(client.raw("/metrics"));
  }

  /** In the metrics of an API server. */
  static long in(String metrics) {
    return COUNTED
        .matcher(metrics)
        .results()
        .mapToLong(line -> Math.round(Double.parseDouble(line.group(1))))
        .sum();
  }
}
