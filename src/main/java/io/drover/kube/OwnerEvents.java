package io.drover.kube;

import io.drover.delivery.Reason;
import io.drover.event.StableHash;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an object's own readers ({@code kubectl describe}) what Drover has to say of it, as <a
 * href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">Events</a>.
 * The same words of the same object are one Event. An Event that cannot be written is only logged.
 * Thread-safe.
 */
final class OwnerEvents {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerEvents.class);
  private static final int MAX_NOTE_BYTES = 1024; // the API server refuses a longer one
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private final KubernetesClient client;
  private final String route;

  OwnerEvents(KubernetesClient client, String route) {
    this.client = client;
    this.route = route;
  }

  /** The object has a mistake that only its author can mend. */
  void warn(GenericKubernetesResource owner, String note) {
    String namespace =
        owner.getMetadata().getNamespace() == null ? "default" : owner.getMetadata().getNamespace();
    try {
      client.events().v1().events().inNamespace(namespace).resource(warning(owner, note)).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOG.warn("Writing an Event on {}: {}", Ownership.name(owner), Reason.of(e));
      }
    }
  }

  private static String cut(String note) {
    String text = note;
    while (text.getBytes(StandardCharsets.UTF_8).length > MAX_NOTE_BYTES) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }

  private Event warning(GenericKubernetesResource owner, String note) {
    String hash = StableHash.of(List.of(owner.getMetadata().getUid(), route, note));
    return new EventBuilder()
        .withNewMetadata()
        .withName(owner.getMetadata().getName() + "." + hash)
        .endMetadata()
        .withEventTime(new MicroTime(ZonedDateTime.now(ZoneOffset.UTC).format(MICROS)))
        .withType("Warning")
        .withReason("Mistake")
        .withAction("Reconcile")
        .withNote(cut(note))
        .withReportingController("drover.io/drover")
        .withReportingInstance(route)
        .withNewRegarding()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withNamespace(owner.getMetadata().getNamespace())
        .withUid(owner.getMetadata().getUid())
        .withResourceVersion(owner.getMetadata().getResourceVersion())
        .endRegarding()
        .build();
  }
}
