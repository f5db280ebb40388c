package io.drover.kube;

import io.drover.delivery.Circuit;
import io.drover.delivery.ForbiddenRequest;
import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends requests for a route: by the circuit of the API, and with the reason of a refusal found
 * out. Thread-safe.
 *
 * @param route the one that is held while the API is away
 */
record KubeRequests(KubernetesClient client, Circuit circuit, String route) {
  /** What an apply of an unknown field is answered with, as an internal error. */
  private static final String NOT_DECLARED = "field not declared in schema";

  /**
   * Sends one.
   *
   * @param rights the verbs of RBAC that it needs
   */
  <T> T send(List<String> rights, ResourceKind kind, String namespace, Supplier<T> request) {
    try {
      return circuit.call(route, request);
    } catch (KubernetesClientException e) {
      if (isMisspelt(e)) {
        throw new PermanentException(e.getStatus().getMessage(), e);
      }
      throw new ForbiddenRequest(rights, kind.group(), kind.plural(), namespace).explain(client, e);
    }
  }

  private static boolean isMisspelt(KubernetesClientException answer) {
    return answer.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR
        && answer.getStatus() != null
        && String.valueOf(answer.getStatus().getMessage()).contains(NOT_DECLARED);
  }
}
