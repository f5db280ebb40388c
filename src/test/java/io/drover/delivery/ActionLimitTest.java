package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final List<Long> starts = new ArrayList<>();

  private ActionLimit limit(double perSecond) {
    return new ActionLimit(perSecond, 0, nanos::get, time -> nanos.addAndGet(time.toNanos()));
  }

  private void start(ActionLimit limit) {
    Long unused =
        limit.run(
            () -> {
              starts.add(nanos.get());
              return nanos.get();
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3, 7.5, 100})
  void noSecondHasMoreStartsThanAllowed(double perSecond) {
    ActionLimit limit = limit(perSecond);
    for (int i = 0; i < 300; i++) {
      start(limit);
      nanos.addAndGet(i % 7 * 1_000_000L);
    }
    int most = (int) Math.ceil(perSecond);
    for (int i = 0; i + most < starts.size(); i++) {
      assertThat(starts.get(i + most) - starts.get(i)).isGreaterThanOrEqualTo(1_000_000_000L);
    }
  }

  @Test
  void whoWouldWaitTooLongIsSentAwayAndToldWhenToComeBack() {
    ActionLimit limit = limit(0.1);
    start(limit);
    UnavailableException away =
        catchThrowableOfType(UnavailableException.class, () -> start(limit));
    assertThat(away).hasMessage("maxPerSecond=0.1 is reached");
    assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    start(limit);
    assertThat(starts).hasSize(2);
  }

  @Test
  void zeroIsNoLimit() {
    ActionLimit limit = limit(0);
    for (int i = 0; i < 100; i++) {
      start(limit);
    }
    assertThat(starts).hasSize(100);
  }

  @Test
  void asManyAsAllowedRunAtOnceAndTheNextIsSentAway() throws Exception {
    ActionLimit limit = new ActionLimit(0, 2);
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(threads.submit(() -> limit.run(() -> await(running, end))));
      }
      running.await();
      assertThatThrownBy(() -> limit.run(() -> true))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("maxConcurrent");
      end.countDown();
      for (Future<Boolean> one : both) {
        assertThat(one.get()).isTrue();
      }
      assertThat(limit.run(() -> true)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean await(CountDownLatch running, CountDownLatch end) {
    running.countDown();
    try {
      end.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
