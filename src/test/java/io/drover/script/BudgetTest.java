package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long MANY = Long.MAX_VALUE / 4_000_000;

  @Test
  void stepsOneByOneAndManyAtOnceAreCounted() {
    Budget budget = new Budget(new ScriptLimits(MANY, 1_000, MANY, MANY));
    for (int i = 0; i < 500; i++) {
      budget.step();
    }
    budget.steps(400);
    budget.steps(7);
    assertThat(budget.stepsTaken()).isEqualTo(907);
    assertThatThrownBy(() -> budget.steps(200))
        .isInstanceOf(LimitExceeded.class)
        .hasMessage(
            "took more than 1,000 steps, see drover.scripts.max-steps in docs/scripts.md#limits");
  }

  @Test
  void aLoopIsEndedByItsProcessorTime() {
    Budget budget = new Budget(new ScriptLimits(50, MANY, MANY, MANY));
    assertThatThrownBy(
            () -> {
              while (true) {
                budget.step();
              }
            })
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("50 ms");
  }

  @Test
  void whoWaitsIsNotEnded() {
    AtomicLong clock = new AtomicLong();
    Budget budget = new Budget(new ScriptLimits(20, MANY, MANY, MANY), clock::get);
    clock.addAndGet(60_000_000); // as on a machine that is busy with something else
    assertThatCode(() -> budget.steps(100)).doesNotThrowAnyException();
  }

  @Test
  void memoryIsLookedAtInTheMidstAndAskedForBefore() {
    Budget budget = new Budget(new ScriptLimits(MANY, MANY, 1_000_000, MANY));
    assertThatThrownBy(() -> budget.allocating(2_000_000)).isInstanceOf(LimitExceeded.class);
    byte[][] held = new byte[3][];
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < held.length; i++) {
                held[i] = new byte[500_000];
                budget.steps(64);
              }
            })
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("1 MB of memory");
  }

  @Test
  void outputIsCounted() {
    Budget budget = new Budget(new ScriptLimits(MANY, MANY, MANY, 1_000_000));
    budget.output(999_999);
    assertThatThrownBy(() -> budget.output(2)).hasMessageContaining("1 MB of output");
  }

  @Test
  void limitsArePropertiesOfTheContext() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      assertThat(ScriptLimits.of(context)).isEqualTo(ScriptLimits.DEFAULT);
      context.getPropertiesComponent().addOverrideProperty("drover.scripts.max-megabytes", "8");
      assertThat(ScriptLimits.of(context).allocatedBytes()).isEqualTo(8_000_000);
      context.getPropertiesComponent().addOverrideProperty("drover.scripts.max-millis", "soon");
      assertThatThrownBy(() -> ScriptLimits.of(context))
          .hasMessage("drover.scripts.max-millis=soon is no whole number above 0");
    }
  }
}
