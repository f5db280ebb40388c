package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Leadership;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.ObjectChange.Verb;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerEventsTest {
  private final List<Event> written = new ArrayList<>();
  private final EventQueue queue =
      new EventQueue("route", written::add, Duration.ZERO, System::nanoTime);

  private OwnerEvents events(EventLevel level) {
    return new OwnerEvents("route", level, Leadership.ALWAYS, queue);
  }

  private List<Event> written() {
    queue.stop();
    queue.run();
    return written;
  }

  private static GenericKubernetesResource owner(String namespace, String name) {
    GenericKubernetesResource owner = new GenericKubernetesResource();
    owner.setApiVersion("v1");
    owner.setKind("Service");
    owner.setMetadata(
        new ObjectMetaBuilder().withNamespace(namespace).withName(name).withUid("u").build());
    return owner;
  }

  private static ObjectChange change(Verb verb, String name, String version) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("uid", name).put("resourceVersion", version);
    JsonNode after = verb == Verb.REMOVED ? null : object;
    return new ObjectChange(verb, "ConfigMap", "n/" + name, object, after);
  }

  @Test
  void theChangesOfAVerbAreOneEvent() {
    events(EventLevel.ALL)
        .done(
            owner("n", "web"),
            List.of(
                change(Verb.CREATED, "a", "1"),
                change(Verb.UNCHANGED, "b", "1"),
                change(Verb.LEFT, "c", "1"),
                change(Verb.REMOVED, "d", "1"),
                change(Verb.CREATED, "e", "1")));
    assertThat(written())
        .extracting(Event::getType, Event::getReason, Event::getAction, Event::getNote)
        .containsExactly(
            tuple("Normal", "Created", "Reconcile", "Created ConfigMap n/a, ConfigMap n/e"),
            tuple("Normal", "Removed", "Reconcile", "Removed ConfigMap n/d"));
  }

  @Test
  void theSameChangeHasTheSameNameAndTheNextOneAnother() {
    OwnerEvents events = events(EventLevel.ALL);
    events.done(owner("n", "web"), List.of(change(Verb.UPDATED, "a", "1")));
    events.done(owner("n", "web"), List.of(change(Verb.UPDATED, "a", "1")));
    events.done(owner("n", "web"), List.of(change(Verb.UPDATED, "a", "2")));
    List<String> names = written().stream().map(e -> e.getMetadata().getName()).toList();
    assertThat(names.get(0)).startsWith("web.").isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
  }

  @Test
  void theSameWarningHasTheSameName() {
    OwnerEvents events = events(EventLevel.ALL);
    events.warn(owner("n", "web"), "no port");
    events.warn(owner("n", "web"), "no port");
    events.warn(owner("n", "web"), "no host");
    assertThat(written()).hasSize(3);
    assertThat(written.stream().map(e -> e.getMetadata().getName()).distinct()).hasSize(2);
  }

  @Test
  void theLevelSaysWhichAreWritten() {
    for (EventLevel level : EventLevel.values()) {
      events(level).done(owner("n", "web"), List.of(change(Verb.CREATED, "a", "1")));
      events(level).warn(owner("n", "web"), "no port");
    }
    assertThat(written())
        .extracting(Event::getType)
        .containsExactly("Normal", "Warning", "Warning");
  }

  @Test
  void whoDoesNotLeadTellsNothing() {
    Leadership other =
        new Leadership() {
          @Override
          public boolean leads() {
            return false;
          }

          @Override
          public void add(Listener listener) {}

          @Override
          public void remove(Listener listener) {}
        };
    new OwnerEvents("route", EventLevel.ALL, other, queue).warn(owner("n", "web"), "no port");
    assertThat(written()).isEmpty();
  }

  @Test
  void ofAnObjectInNoNamespaceItIsInTheDefaultOne() {
    events(EventLevel.ALL).warn(owner(null, "system:web"), "no port");
    Event event = written().get(0);
    assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(event.getMetadata().getName()).matches("service\\.[a-z2-7]{16}");
    assertThat(event.getRegarding().getNamespace()).isNull();
  }

  @Test
  void aNameThatLeavesNoRoomIsLeftOut() {
    events(EventLevel.ALL).warn(owner("n", "a".repeat(253)), "no port");
    assertThat(written().get(0).getMetadata().getName()).startsWith("service.");
  }

  @Test
  void aNoteIsCutBetweenCharacters() {
    events(EventLevel.ALL).warn(owner("n", "web"), "a" + "\uD83D\uDC11".repeat(1_000));
    assertThat(written().get(0).getNote())
        .isEqualTo("a" + "\uD83D\uDC11".repeat(255)); // 1,021 bytes: the next has four
  }

  @Test
  void aNoteThatFitsIsWhole() {
    events(EventLevel.ALL).warn(owner("n", "web"), "a".repeat(1_024));
    assertThat(written().get(0).getNote()).hasSize(1_024);
  }
}
