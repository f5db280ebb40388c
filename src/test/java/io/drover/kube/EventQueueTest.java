package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(20)
class EventQueueTest {
  private final List<Event> written = Collections.synchronizedList(new ArrayList<>());

  private EventQueue queue(Duration pace) {
    return new EventQueue("route", written::add, pace, System::nanoTime);
  }

  private static void add(EventQueue queue, EventType type, int count) {
    for (int i = 0; i < count; i++) {
      queue.add(new Event(), type);
    }
  }

  @Test
  void whatDoesNotFitIsDropped() {
    EventQueue queue = queue(Duration.ZERO);
    add(queue, EventType.WARNING, EventQueue.CAPACITY + 7);
    assertThat(queue.depth()).isEqualTo(EventQueue.CAPACITY);
    assertThat(queue.dropped()).isEqualTo(7);
  }

  @Test
  void normalEventsLeaveRoomForWarnings() {
    EventQueue queue = queue(Duration.ZERO);
    add(queue, EventType.NORMAL, 2 * EventQueue.CAPACITY);
    assertThat(queue.depth()).isEqualTo(800);
    add(queue, EventType.WARNING, 200);
    assertThat(queue.depth()).isEqualTo(EventQueue.CAPACITY);
  }

  @Test
  void addingDoesNotWaitForTheWriter() throws InterruptedException {
    CountDownLatch answer = new CountDownLatch(1);
    EventQueue queue =
        new EventQueue(
            "route",
            event -> {
              try {
                answer.await();
                written.add(event);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            Duration.ZERO,
            System::nanoTime);
    Thread thread = new Thread(queue);
    thread.start();
    add(queue, EventType.WARNING, 3 * EventQueue.CAPACITY);
    assertThat(written).isEmpty();
    answer.countDown();
    queue.stop();
    thread.join();
    assertThat(written.size() + queue.dropped()).isEqualTo(3L * EventQueue.CAPACITY);
  }

  @Test
  void atTheEndWhatWaitsIsWrittenAtOnce() throws InterruptedException {
    EventQueue queue = queue(Duration.ofDays(1));
    add(queue, EventType.NORMAL, 3);
    Thread thread = new Thread(queue);
    thread.start();
    queue.stop();
    thread.join();
    assertThat(written).hasSize(3);
    add(queue, EventType.NORMAL, 1);
    assertThat(queue.depth()).isZero();
  }

  @Test
  void howManyWereDroppedIsLoggedInOneLine() {
    AtomicLong now = new AtomicLong();
    Logger logger = (Logger) LoggerFactory.getLogger(EventQueue.class);
    Level level = logger.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
    try {
      EventQueue queue = new EventQueue("route", written::add, Duration.ZERO, now::get);
      add(queue, EventType.WARNING, EventQueue.CAPACITY + 7);
      queue.stop();
      add(queue, EventType.WARNING, 1);
      queue.run();
    } finally {
      logger.detachAppender(log);
      logger.setLevel(level);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("route: 8 Events on watched objects were not written");
  }

  @Test
  void theThreadEndsWhenItIsInterrupted() throws InterruptedException {
    EventQueue queue = queue(Duration.ofDays(1));
    add(queue, EventType.NORMAL, 2);
    Thread thread = new Thread(queue);
    thread.start();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(thread.isAlive()).isFalse();
  }
}
