package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalGuardTest {
  private final List<String> again = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long now = Duration.ofDays(1).toNanos();
  private int children = 30;
  private final RemovalGuard guard =
      new RemovalGuard("r", () -> children, again::add, () -> told.add("held"), () -> now);

  private void admit(String owner, int removals) {
    guard.admit(owner, removals);
    guard.handled(owner);
    children -= removals;
  }

  private void refuse(String owner, int removals) {
    assertThatThrownBy(() -> guard.admit(owner, removals))
        .isInstanceOf(UnresolvedException.class)
        .hasMessageContaining("drover allow-deletes r");
    guard.handled(owner);
  }

  private void minutePasses() {
    now += Duration.ofSeconds(61).toNanos();
  }

  @Test
  void tenMayGoAndTheEleventhIsHeld() {
    admit("a", 10);
    refuse("b", 1);
    assertThat(told).containsExactly("held");
    assertThat(guard.isWell()).isFalse();
    assertThat(guard.data()).containsEntry("held", 1).containsEntry("owners", 1);
  }

  @Test
  void aFifthOfManyMayGo() {
    children = 100;
    admit("a", 20);
    refuse("b", 1);
  }

  @Test
  void aMinuteLaterOthersMayGo() {
    admit("a", 10);
    minutePasses();
    assertThatCode(() -> admit("b", 10)).doesNotThrowAnyException();
  }

  @Test
  void untilTheFirstPassHasEndedNothingIsForgotten() {
    guard.begin(List.of("a", "b", "c"));
    admit("a", 10);
    minutePasses();
    refuse("b", 1);
  }

  @Test
  void whatIsHeldStaysSoAndSoDoOthers() {
    admit("a", 10);
    refuse("b", 1);
    minutePasses();
    refuse("b", 1);
    refuse("c", 1);
  }

  @Test
  void whatIsNotToBeRemovedAnyMoreFreesTheOthers() {
    admit("a", 10);
    refuse("b", 1);
    minutePasses();
    guard.handled("b");
    assertThat(guard.isWell()).isTrue();
    admit("c", 1);
  }

  @Test
  void whatIsAllowedGoesHoweverLate() {
    admit("a", 10);
    refuse("b", 15);
    guard.allow();
    assertThat(again).containsExactly("b");
    assertThat(guard.isWell()).isTrue();
    minutePasses();
    admit("b", 15);
    refuse("c", 15);
  }

  @Test
  void afterAnAgreementOthersGoForAMinute() {
    refuse("b", 15);
    guard.allow();
    admit("c", 20);
  }
}
