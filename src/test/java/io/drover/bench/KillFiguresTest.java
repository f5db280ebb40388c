package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KillFiguresTest {
  @Test
  void anEventWithoutAWorkflowIsLostAndEachFurtherOneOfAnEventIsDoneTwice() {
    KillFigures figures = KillFigures.of(1, 5, List.of(1, 2, 2, 2, 4), 0);
    assertThat(figures.lost()).isEqualTo(2);
    assertThat(figures.doubled()).isEqualTo(2);
  }

  @Test
  void aSeedGivesTheSameKillsEachTimeWithinTheWork() {
    KillPlan plan = KillPlan.of(7, 100, 5);
    assertThat(plan).isEqualTo(KillPlan.of(7, 100, 5)).isNotEqualTo(KillPlan.of(8, 100, 5));
    assertThat(plan.progress()).hasSize(5).allMatch(more -> more >= 1 && more <= 26);
  }
}
