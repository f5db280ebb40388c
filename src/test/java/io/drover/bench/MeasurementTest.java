package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.bench.Span.Stage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aPercentileIsTheTimeThatSoManyNeededAtMost() {
    Measurement hundred =
        new Measurement(
            IntStream.rangeClosed(1, 100).mapToObj(i -> Span.of(i, 0, i * MILLI)).toList());
    assertThat(hundred.millis(Stage.ALL, 50)).isEqualTo(50);
    assertThat(hundred.millis(Stage.ALL, 99)).isEqualTo(99);
    assertThat(hundred.perSecond()).isEqualTo(1_000);
  }

  @Test
  void theStagesOfAnEventAreAllOfIt() {
    Span span = Span.of(1, 10, 100).with(new Span(1, 20, 20, 50, 70, 70));
    assertThat(
            Stream.of(Stage.BEFORE, Stage.CREATE, Stage.WRITE, Stage.ANSWER)
                .mapToLong(span::nanos)
                .toArray())
        .containsExactly(10, 30, 20, 30);
    assertThat(span.nanos(Stage.TO_OBJECT)).isEqualTo(40);
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    assertThat(Ratios.of(List.of(1.0, 2.0, 9.0), List.of(2.0, 2.0, 3.0)))
        .isEqualTo("1.00 (0.50 to 3.00)");
  }
}
