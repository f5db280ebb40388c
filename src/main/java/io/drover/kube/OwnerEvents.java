package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Leadership;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Tells an object's own readers ({@code kubectl describe}) what Drover did for it and has to say of
 * it. Never waits and never fails: what cannot be written is lost. Thread-safe.
 */
final class OwnerEvents {
  private static final String PROPERTY = "DroverOwnerEvents";
  private static final Duration PACE = Duration.ofMillis(20);
  private static final List<Verb> TOLD =
      List.of(Verb.CREATED, Verb.UPDATED, Verb.ADOPTED, Verb.REMOVED);

  private final String route;
  private final EventLevel level;
  private final Leadership leadership;
  private final EventQueue queue;
  private final EventFilter filter = new EventFilter(System::nanoTime);

  /**
   * @param leadership without which nothing is written
   */
  OwnerEvents(String route, EventLevel level, Leadership leadership, EventQueue queue) {
    this.route = route;
    this.level = level;
    this.leadership = leadership;
    this.queue = queue;
  }

  /**
   * Begins to write.
   *
   * @param thread is kept until {@link #stop}
   */
  static OwnerEvents start(
      KubernetesClient client,
      String route,
      EventLevel level,
      Leadership leadership,
      ExecutorService thread) {
    EventWriter writer = new EventWriter(client, leadership, route);
    EventQueue queue = new EventQueue(route, writer::write, PACE, System::nanoTime);
    thread.execute(queue);
    return new OwnerEvents(route, level, leadership, queue);
  }

  /** Takes no more; what waits is written yet, as long as the thread is left to do so. */
  void stop() {
    queue.stop();
  }

  void attach(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /** Tells what was done for the owner of an exchange, unless that is only tried out. */
  static void done(Exchange exchange, WatchedOwner owner, ReconcileResult result) {
    OwnerEvents events = exchange.getProperty(PROPERTY, OwnerEvents.class);
    if (events != null && owner.exists()) {
      events.done(owner.owner(), result.changes());
    }
  }

  /** The changes of one verb are one Event, also if the same ones are told again. */
  void done(GenericKubernetesResource owner, List<ObjectChange> changes) {
    for (Verb verb : TOLD) {
      List<ObjectChange> same = changes.stream().filter(c -> c.verb() == verb).toList();
      if (!same.isEmpty()) {
        tell(owner, normal(verb, same));
      }
    }
  }

  /** The object has a mistake that only its author can mend. The same words are one Event. */
  void warn(GenericKubernetesResource owner, String note) {
    tell(owner, new OwnerEvent(EventType.WARNING, "Mistake", note, List.of(note)));
  }

  private static OwnerEvent normal(Verb verb, List<ObjectChange> changes) {
    String word = verb.name().charAt(0) + verb.name().substring(1).toLowerCase(Locale.ROOT);
    List<String> identity = new ArrayList<>(List.of(word));
    changes.forEach(change -> identity.add(state(change)));
    String note =
        changes.stream().map(c -> c.kind() + " " + c.name()).collect(Collectors.joining(", "));
    return new OwnerEvent(EventType.NORMAL, word, word + " " + note, identity);
  }

  /** The state of a child that the change led to, or ended. */
  private static String state(ObjectChange change) {
    JsonNode metadata =
        (change.after() == null ? change.before() : change.after()).path("metadata");
    return metadata.path("uid").asText() + " " + metadata.path("resourceVersion").asText();
  }

  private void tell(GenericKubernetesResource owner, OwnerEvent event) {
    if (level.writes(event.type())
        && leadership.leads()
        && filter.admits(owner.getMetadata().getUid(), event.type())) {
      queue.add(event.on(owner, route), event.type());
    }
  }
}
