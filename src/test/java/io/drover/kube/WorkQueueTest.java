package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.kube.WorkQueue.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    queue.add("a", Lane.FRESH);
    queue.add("a", Lane.FRESH);
    assertThat(queue.take()).isEqualTo("a");
    queue.done("a");
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aKeyAddedWhileWorkedOnComesAgainAfterwards() throws InterruptedException {
    queue.add("a", Lane.FRESH);
    queue.take();
    queue.add("a", Lane.FRESH);
    queue.add("b", Lane.FRESH);
    assertThat(queue.take()).isEqualTo("b");
    queue.done("a");
    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void aKeyThatFailedComesAgain() throws InterruptedException {
    queue.add("a", Lane.FRESH);
    queue.failed(queue.take(), Duration.ofMillis(1));
    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void aKeyThatFailsAgainAndAgainHasOneTimer() throws InterruptedException {
    List<Runnable> timers;
    WorkQueue<String> slow = new WorkQueue<>(timer);
    for (int i = 0; i < 10; i++) {
      slow.add("a", Lane.FRESH);
      slow.failed(slow.take(), Duration.ofMinutes(1));
    }
    timers = timer.shutdownNow();
    assertThat(timers).filteredOn(task -> !((Future<?>) task).isCancelled()).hasSize(1);
  }

  @Test
  void itsDepthIsWhatWaitsNowOrLater() throws InterruptedException {
    WorkQueue<String> slow = new WorkQueue<>(timer);
    slow.add("a", Lane.FRESH);
    slow.add("b", Lane.FRESH);
    assertThat(slow.depth()).isEqualTo(2);
    String taken = slow.take();
    assertThat(slow.depth()).isEqualTo(1);
    slow.failed(taken, Duration.ofMinutes(1));
    assertThat(slow.depth()).isEqualTo(2);
    slow.add(taken, Lane.FRESH);
    assertThat(slow.depth()).isEqualTo(2);
    slow.close();
    assertThat(slow.depth()).isNegative();
  }

  @Test
  void whatChangedGoesBeforeWhatIsGoneOver() throws InterruptedException {
    queue.add("start-1", Lane.BACKGROUND);
    queue.add("start-2", Lane.BACKGROUND);
    queue.add("edit", Lane.FRESH);
    queue.add("start-2", Lane.FRESH);
    assertThat(takeAll()).containsExactly("edit", "start-2", "start-1");
  }

  @Test
  void whatIsGoneOverHasItsShareWhateverChanges() throws InterruptedException {
    queue.add("start", Lane.BACKGROUND);
    for (int i = 0; i < 100; i++) {
      queue.add("edit-" + i, Lane.FRESH);
    }
    assertThat(takeAll().indexOf("start")).isLessThan(8);
  }

  @Test
  void whatFailedComesAgainInItsLane() throws InterruptedException {
    queue.add("start", Lane.BACKGROUND);
    queue.failed(queue.take(), Duration.ZERO);
    await().until(() -> !queue.oldest().isZero());
    queue.add("edit", Lane.FRESH);
    assertThat(takeAll()).containsExactly("edit", "start");
  }

  @Test
  void whatChangesWhileItIsGoneOverComesAgainSoon() throws InterruptedException {
    queue.add("start-1", Lane.BACKGROUND);
    queue.add("start-2", Lane.BACKGROUND);
    String first = queue.take();
    queue.add(first, Lane.FRESH);
    queue.done(first);
    assertThat(takeAll()).containsExactly("start-1", "start-2");
  }

  @Test
  void theOldestIsTheOneThatHasWaitedLongestForAWorker() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    WorkQueue<String> timed = new WorkQueue<>(timer, now::get);
    assertThat(timed.oldest()).isZero();
    timed.add("a", Lane.BACKGROUND);
    now.set(3_000_000_000L);
    timed.add("b", Lane.FRESH);
    now.set(5_000_000_000L);
    assertThat(timed.oldest()).isEqualTo(Duration.ofSeconds(5));
    assertThat(timed.take()).isEqualTo("b");
    assertThat(timed.oldest()).isEqualTo(Duration.ofSeconds(5));
    timed.take();
    assertThat(timed.oldest()).isZero();
  }

  @Test
  void whatWaitedWhileNothingWasGivenOutWaitsForAWorkerFromThenOn() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    WorkQueue<String> timed = new WorkQueue<>(timer, now::get);
    timed.add("a", Lane.BACKGROUND);
    timed.add("b", Lane.BACKGROUND);
    now.set(3_000_000_000L);
    timed.lookAgain();
    now.set(5_000_000_000L);
    assertThat(timed.oldest()).isEqualTo(Duration.ofSeconds(2));
    assertThat(timed.take()).isEqualTo("a");
  }

  private List<String> takeAll() throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (queue.depth() > 0) {
      String key = queue.take();
      taken.add(key);
      queue.done(key);
    }
    return taken;
  }

  @Test
  void closedItGivesNothing() throws InterruptedException {
    queue.add("a", Lane.FRESH);
    queue.close();
    queue.add("b", Lane.FRESH);
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
      queue.add(key, Lane.FRESH);
    }
    await().until(() -> owed.values().stream().allMatch(count -> count.get() == 0));
    assertThat(queue.depth()).isZero();
    queue.close();
    workers.shutdown();
    assertThat(clashes).hasValue(0);
  }
}
