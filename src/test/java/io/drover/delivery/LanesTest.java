package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final List<String> begun = new ArrayList<>();
  private final Lanes lanes = new Lanes(Runnable::run);

  @Test
  void workOfOneKeyBeginsWhenThatBeforeItHasLeft() {
    lanes.enter("a", () -> begun.add("a1"));
    lanes.enter("a", () -> begun.add("a2"));
    lanes.enter("b", () -> begun.add("b1"));
    lanes.enter(null, () -> begun.add("free"));
    assertThat(begun).containsExactly("a1", "b1", "free");
    lanes.left("b");
    lanes.left(null);
    assertThat(begun).containsExactly("a1", "b1", "free");
    assertThat(lanes.left("a")).isFalse();
    assertThat(begun).containsExactly("a1", "b1", "free", "a2");
    assertThat(lanes.left("a")).isTrue();
  }

  @Test
  void aKeyWhoseWorkHasLeftIsFreeAgain() {
    lanes.enter("a", () -> begun.add("a1"));
    lanes.left("a");
    lanes.enter("a", () -> begun.add("a2"));
    assertThat(begun).containsExactly("a1", "a2");
  }
}
