package io.drover.kube;

import io.drover.event.StableHash;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/">
 * Event</a> on a watched object.
 *
 * @param reason one word
 * @param note whole, however long it is
 * @param identity with the object and the route it makes the name: what has the same is one Event
 */
record OwnerEvent(EventType type, String reason, String note, List<String> identity) {
  private static final int MAX_NOTE_BYTES = 1_024;
  private static final int MAX_INSTANCE = 128;
  private static final int MAX_NAME = 253 - 17; // a dot and the hash come after it
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  /** As the API server takes it: in the owner's namespace, or in {@code default} if it has none. */
  Event on(GenericKubernetesResource owner, String route) {
    ObjectMeta metadata = owner.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(name(owner, route))
        .withNamespace(metadata.getNamespace() == null ? "default" : metadata.getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(ZonedDateTime.now(ZoneOffset.UTC).format(MICROS)))
        .withType(type.toString())
        .withReason(reason)
        .withAction("Reconcile")
        .withNote(Texts.cut(note, MAX_NOTE_BYTES))
        .withReportingController("drover.io/drover")
        .withReportingInstance(Texts.cut(route, MAX_INSTANCE))
        .withNewRegarding()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .endRegarding()
        .build();
  }

  /** Names of some kinds, such as {@code system:node}, are none that an Event may have. */
  private String name(GenericKubernetesResource owner, String route) {
    String ownName = owner.getMetadata().getName();
    boolean fits = ownName.length() <= MAX_NAME && NAME.matcher(ownName).matches();
    List<String> parts = List.of(owner.getMetadata().getUid(), route, String.join("\n", identity));
    return (fits ? ownName : owner.getKind().toLowerCase(Locale.ROOT)) + "." + StableHash.of(parts);
  }
}
