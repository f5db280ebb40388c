package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WorkQueue<String> queue = new WorkQueue<>(timer);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void aKeyAddedTwiceIsOnePieceOfWork() throws InterruptedException {
    queue.add("a");
    queue.add("a");
    assertThat(queue.take()).isEqualTo("a");
    queue.done("a");
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aKeyAddedWhileWorkedOnComesAgainAfterwards() throws InterruptedException {
    queue.add("a");
    queue.take();
    queue.add("a");
    queue.add("b");
    assertThat(queue.take()).isEqualTo("b");
    queue.done("a");
    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void aKeyThatFailedComesAgain() throws InterruptedException {
    queue.add("a");
    queue.failed(queue.take(), Duration.ofMillis(1));
    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void aKeyThatFailsAgainAndAgainHasOneTimer() throws InterruptedException {
    List<Runnable> timers;
    WorkQueue<String> slow = new WorkQueue<>(timer);
    for (int i = 0; i < 10; i++) {
      slow.add("a");
      slow.failed(slow.take(), Duration.ofMinutes(1));
    }
    timers = timer.shutdownNow();
    assertThat(timers).filteredOn(task -> !((Future<?>) task).isCancelled()).hasSize(1);
  }

  @Test
  void itsDepthIsWhatWaitsNowOrLater() throws InterruptedException {
    WorkQueue<String> slow = new WorkQueue<>(timer);
    slow.add("a");
    slow.add("b");
    assertThat(slow.depth()).isEqualTo(2);
    String taken = slow.take();
    assertThat(slow.depth()).isEqualTo(1);
    slow.failed(taken, Duration.ofMinutes(1));
    assertThat(slow.depth()).isEqualTo(2);
    slow.add(taken);
    assertThat(slow.depth()).isEqualTo(2);
    slow.close();
    assertThat(slow.depth()).isNegative();
  }

  @Test
  void closedItGivesNothing() throws InterruptedException {
    queue.add("a");
    queue.close();
    queue.add("b");
    assertThat(queue.take()).isNull();
  }

  @Test
  void noKeyIsEverWithTwoWorkersAndNoneIsForgotten() {
    Map<String, AtomicInteger> owed = new ConcurrentHashMap<>();
    Map<String, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicInteger clashes = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      workers.execute(
          () -> {
            try {
              for (String key = queue.take(); key != null; key = queue.take()) {
                AtomicBoolean mine = busy.computeIfAbsent(key, k -> new AtomicBoolean());
                if (!mine.compareAndSet(false, true)) {
                  clashes.incrementAndGet();
                }
                owed.get(key).set(0);
                mine.set(false);
                queue.done(key);
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    for (int i = 0; i < 20_000; i++) {
      String key = "key" + i % 7;
      owed.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
      queue.add(key);
    }
    await().until(() -> owed.values().stream().allMatch(count -> count.get() == 0));
    assertThat(queue.depth()).isZero();
    queue.close();
    workers.shutdown();
    assertThat(clashes).hasValue(0);
  }
}
