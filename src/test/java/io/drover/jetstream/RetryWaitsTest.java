package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryWaitsTest {
  @Test
  void theLastOneCountsForAllLaterTimes() {
    RetryWaits waits = new RetryWaits("0.5, 2,60");
    assertThat(waits.after(1, Duration.ZERO)).hasMillis(500);
    assertThat(waits.after(2, Duration.ZERO)).hasSeconds(2);
    assertThat(waits.after(3, Duration.ZERO)).hasSeconds(60);
    assertThat(waits.after(1_000_000, Duration.ZERO)).hasSeconds(60);
  }

  @Test
  void neverShorterThanWhatTheOneThatRefusedSaid() {
    assertThat(new RetryWaits("1").after(1, Duration.ofSeconds(30))).hasSeconds(30);
  }

  @Test
  void withoutAListItGrowsUpToFiveMinutes() {
    RetryWaits waits = new RetryWaits("");
    assertThat(waits.after(1, Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(500));
    assertThat(waits.after(100, Duration.ZERO))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> new RetryWaits("1,5m"))
        .hasMessage("backoff=1,5m: 5m is no number of seconds, such as 1 or 0.5");
  }
}
