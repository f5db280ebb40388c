package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepPositionTest {
  private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static Instant at(int minute) {
    return T.plus(Duration.ofMinutes(minute));
  }

  @Test
  void looksBackBehindThePositionButNeverBehindTheFirst() {
    SweepPosition first = SweepPosition.first(T);
    assertThat(first.horizon(OVERLAP)).isEqualTo(T);
    assertThat(first.after(at(4), null).horizon(OVERLAP)).isEqualTo(T);
    assertThat(first.after(at(30), null).horizon(OVERLAP)).isEqualTo(at(20));
    assertThat(SweepPosition.first(Instant.EPOCH).horizon(OVERLAP)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void movesToWhereTheSweepBeganAndIsHeldByWhatIsNotFinished() {
    SweepPosition first = SweepPosition.first(T);
    assertThat(first.after(at(30), at(20)).since()).isEqualTo(at(20));
    assertThat(first.after(at(30), at(40)).since()).isEqualTo(at(30));
    assertThat(first.after(at(30), at(-5)).since()).isEqualTo(T);
    assertThat(first.after(at(-5), null).since()).isEqualTo(T);
  }

  @Test
  void theFirstIsNowATimeOrTheBeginning() {
    SweepOptions options = new SweepOptions();
    assertThat(options.begin(T)).isEqualTo(T);
    options.setFrom("beginning");
    assertThat(options.begin(T)).isEqualTo(Instant.EPOCH);
    options.setFrom("2026-11-23T12:00:00+02:00");
    assertThat(options.begin(at(60))).isEqualTo(T);
    options.setFrom("yesterday");
    assertThatIllegalArgumentException()
        .isThrownBy(options::check)
        .withMessage("from=yesterday: it is now, beginning or a time such as 2026-11-23T00:00:00Z");
  }

  @Test
  void whatIsRememberedIsBoundedAndItIsKnownFromWhen() {
    Remembered remembered = new Remembered();
    for (int i = 0; i < 20_001; i++) {
      remembered.add("id" + i, T.plusSeconds(i));
    }
    assertThat(remembered.contains("id0")).isFalse();
    assertThat(remembered.contains("id1")).isTrue();
    assertThat(remembered.since()).isEqualTo(T);
  }
}
