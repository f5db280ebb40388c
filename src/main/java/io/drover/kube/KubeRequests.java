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
  /** What an apply of an unknown field, or one of another type, is answered with, as a 500. */
  private static final String NOT_OF_ITS_KIND = "failed to create typed patch object";

  /** The value that is of another type, which may be a secret. */
  private static final String VALUE = ", got &[^\n]*";

  /**
   * Sends one.
   *
   * @param rights the verbs of RBAC that it needs
   */
  <T> T send(List<String> rights, ResourceKind kind, String namespace, Supplier<T> request) {
    try {
      return circuit.call(route, request);
    } catch (KubernetesClientException e) {
      if (isNotOfItsKind(e)) {
        throw new PermanentException(e.getStatus().getMessage().replaceAll(VALUE, ""));
      }
      throw new ForbiddenRequest(rights, kind.group(), kind.plural(), namespace).explain(client, e);
    }
  }

  private static boolean isNotOfItsKind(KubernetesClientException answer) {
    return answer.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR
        && answer.getStatus() != null
        && String.valueOf(answer.getStatus().getMessage()).contains(NOT_OF_ITS_KIND);
  }
}
