package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Inlet;
import io.drover.delivery.ReadMessage;
import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.RecordTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

  private final FakeInlet inlet = new FakeInlet();
  private final InFlight inFlight = new InFlight(inlet, 4, 3);

  /** A route whose work the test ends. */
  private static final class FakeInlet implements Inlet {
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<Settlement>> working = new ConcurrentHashMap<>();
    private volatile boolean open = true;
    private volatile Duration hold = Duration.ZERO;

    @Override
    public String route() {
      return "uploads";
    }

    @Override
    public void deliver(ReadMessage content, Consumer<Settlement> acknowledge) {
      begun.add(content.event().id());
      working.put(content.event().id(), acknowledge);
    }

    void end(String id, Outcome outcome) {
      await().until(() -> working.containsKey(id));
      CloudEvent event = event(id, id).event();
      working.remove(id).accept(new Settlement("uploads", event, outcome, "so", null, null));
    }

    @Override
    public Duration hold() {
      return hold;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public boolean isFinished(CloudEvent event) {
      return false;
    }

    @Override
    public RecordTable positions() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void show(HealthDetail detail) {}
  }

  private static ReadMessage event(String id, String key) {
    CloudEvent event = new CloudEvent(id, "s3://acme", "s3:ObjectCreated:Put", key, null);
    return new ReadMessage(event, JsonNodeFactory.instance.objectNode(), null);
  }

  @AfterEach
  void stop() {
    inFlight.stop();
  }

  @Test
  void anEventIsWorkedOnOnceHoweverOftenItIsFound() {
    assertThat(inFlight.offer(event("a", "k"), T)).isTrue();
    assertThat(inFlight.offer(event("a", "k"), T)).isTrue();
    inlet.end("a", Outcome.FILTERED);
    await().until(() -> inFlight.size() == 0);
    assertThat(inFlight.offer(event("a", "k"), T)).isTrue();
    assertThat(inFlight.size()).isZero();
    assertThat(inlet.begun).containsExactly("a");
  }

  @Test
  void eventsOfOneObjectGoOneAfterAnotherAndThoseOfOthersBeside() {
    inFlight.offer(event("first", "k"), T);
    inFlight.offer(event("second", "k"), T);
    inFlight.offer(event("other", "l"), T);
    await().until(() -> inlet.begun.size() == 2);
    assertThat(inlet.begun).containsExactlyInAnyOrder("first", "other");
    inlet.end("first", Outcome.DONE);
    await().until(() -> inlet.begun.contains("second"));
  }

  @Test
  void oneThatEndsWithRetryComesAgainAndIsTheOldestUntilItIsFinished() {
    inFlight.offer(event("a", "k"), T);
    inFlight.offer(event("b", "l"), T.plusSeconds(9));
    inlet.end("b", Outcome.DONE);
    inlet.end("a", Outcome.RETRY);
    assertThat(inFlight.oldest()).isEqualTo(T);
    inlet.end("a", Outcome.RETRY);
    inlet.end("a", Outcome.DEAD);
    await().until(() -> inFlight.size() == 0);
    assertThat(inFlight.oldest()).isNull();
    assertThat(inlet.begun).filteredOn("a"::equals).hasSize(3);
  }

  @Test
  void moreThanTheLimitIsRefusedAndWhoCanWaitWaits() throws InterruptedException {
    for (String id : List.of("a", "b", "c")) {
      assertThat(inFlight.offer(event(id, id), T)).isTrue();
    }
    assertThat(inFlight.offer(event("d", "d"), T)).isFalse();
    AtomicBoolean put = new AtomicBoolean();
    Thread finder =
        new Thread(
            () -> {
              try {
                inFlight.put(event("d", "d"), T);
                put.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    finder.start();
    await().until(() -> finder.getState() == Thread.State.WAITING);
    assertThat(put).isFalse();
    inlet.end("b", Outcome.DONE);
    finder.join();
    assertThat(put).isTrue();
  }

  @Test
  void nothingBeginsWhileTheRouteIsHeld() {
    inlet.hold = Duration.ofMillis(100);
    inFlight.offer(event("a", "k"), T);
    await().during(Duration.ofMillis(300)).until(inlet.begun::isEmpty);
    inlet.hold = Duration.ZERO;
    await().until(() -> inlet.begun.contains("a"));
  }

  @Test
  void whileTheSourceIsClosedEventsAreAbandonedAndCanBeFoundAgain() {
    inlet.open = false;
    inFlight.offer(event("a", "k"), T);
    await().until(() -> inFlight.abandoned() == 1);
    assertThat(inFlight.knows("a")).isFalse();
    assertThat(inlet.begun).isEmpty();
    inlet.open = true;
    inFlight.offer(event("a", "k"), T);
    await().until(() -> inlet.begun.contains("a"));
  }
}
