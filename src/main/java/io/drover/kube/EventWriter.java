package io.drover.kube;

import io.drover.delivery.ForbiddenRequest;
import io.drover.delivery.Leadership;
import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events while this process leads. One that cannot be written is lost; of a namespace that
 * is logged once, and again after one could be written there. For one thread.
 */
final class EventWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KubernetesClient client;
  private final Leadership leadership;
  private final String route;
  private final Set<String> troubled = new HashSet<>();

  EventWriter(KubernetesClient client, Leadership leadership, String route) {
    this.client =
        client
            .newClient(
                new RequestConfigBuilder()
                    .withRequestTimeout(TIMEOUT_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .adapt(KubernetesClient.class);
    this.leadership = leadership;
    this.route = route;
  }

  /** Writes one; one of its name that is there stays as it is. */
  void write(Event event) {
    if (!leadership.leads()) {
      return; // it is for the leader to tell
    }
    String namespace = event.getMetadata().getNamespace();
    try {
      client.events().v1().events().inNamespace(namespace).resource(event).create();
      troubled.remove(namespace);
    } catch (RuntimeException e) { // whatever it is, the next one is to be tried
      if (!isThere(e) && !Thread.currentThread().isInterrupted() && troubled.add(namespace)) {
        LOG.warn(
            "{}: Events on watched objects in namespace {} cannot be written, which changes nothing"
                + " else: {}",
            route,
            namespace,
            why(e, namespace));
      }
    }
  }

  private static boolean isThere(RuntimeException failure) {
    return failure instanceof KubernetesClientException answer
        && answer.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  private String why(RuntimeException failure, String namespace) {
    if (!(failure instanceof KubernetesClientException answer)) {
      return Reason.of(failure);
    }
    ForbiddenRequest request =
        new ForbiddenRequest(List.of("create"), "events.k8s.io", "events", namespace);
    try {
      return Reason.of(request.explain(client, answer));
    } catch (RuntimeException e) { // it does not say either which right is missing
      return Reason.of(answer);
    }
  }
}
