package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToTheCap() {
    Backoff backoff = new Backoff(500, 300_000, () -> 0);
    assertThat(backoff.delayMillis(1)).isEqualTo(500);
    assertThat(backoff.delayMillis(2)).isEqualTo(1_000);
    assertThat(backoff.delayMillis(5)).isEqualTo(8_000);
    assertThat(backoff.delayMillis(11)).isEqualTo(300_000);
    assertThat(backoff.delayMillis(1_000_000)).isEqualTo(300_000);
  }

  @Test
  void jitterTakesAShareOff() {
    assertThat(new Backoff(1_000, 300_000, () -> 0.5).delayMillis(1)).isEqualTo(900);
  }
}
