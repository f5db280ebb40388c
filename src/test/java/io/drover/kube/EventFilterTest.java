package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private final AtomicLong now = new AtomicLong();
  private final EventFilter filter = new EventFilter(now::get);

  private long admitted(String uid, EventType type, int asked) {
    return IntStream.range(0, asked).filter(i -> filter.admits(uid, type)).count();
  }

  @Test
  void afterTwentyFiveThereIsOneInFiveMinutes() {
    assertThat(admitted("a", EventType.NORMAL, 100)).isEqualTo(25);
    now.addAndGet(EventFilter.REFILL.toNanos() - 1);
    assertThat(admitted("a", EventType.NORMAL, 1)).isZero();
    now.addAndGet(1);
    assertThat(admitted("a", EventType.NORMAL, 2)).isEqualTo(1);
  }

  @Test
  void aLongRestGivesNoMoreThanTheFirstTime() {
    assertThat(admitted("a", EventType.NORMAL, 25)).isEqualTo(25);
    now.addAndGet(EventFilter.REFILL.multipliedBy(100).toNanos());
    assertThat(admitted("a", EventType.NORMAL, 100)).isEqualTo(25);
  }

  @Test
  void oneObjectTakesNothingFromAnotherAndNormalEventsNothingFromWarnings() {
    assertThat(admitted("a", EventType.NORMAL, 100)).isEqualTo(25);
    assertThat(admitted("b", EventType.NORMAL, 1)).isEqualTo(1);
    assertThat(admitted("a", EventType.WARNING, 100)).isEqualTo(25);
  }

  @Test
  void itKnowsTheObjectsOfTheLatestEventsOnly() {
    admitted("kept", EventType.NORMAL, 25);
    admitted("forgotten", EventType.NORMAL, 25);
    for (int i = 0; i < EventFilter.KNOWN; i++) {
      assertThat(filter.admits("kept", EventType.NORMAL)).isFalse();
      assertThat(filter.admits("other-" + i, EventType.NORMAL)).isTrue();
    }
    assertThat(filter.size()).isEqualTo(EventFilter.KNOWN);
    assertThat(admitted("forgotten", EventType.NORMAL, 1)).isEqualTo(1);
  }
}
