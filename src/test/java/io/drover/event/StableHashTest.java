package io.drover.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StableHashTest {
  /** Names of Workflows are made from it: another value would run finished events again. */
  @Test
  void isTheSameInEveryVersion() {
    assertThat(StableHash.of(List.of("acme", "thumbnails/bear.gif"))).isEqualTo("fnr5mxrl3d4znsio");
  }

  @Test
  void tellsListsApartThatReadTheSameWhenJoined() {
    assertThat(
            List.of(
                StableHash.of(List.of("ab", "c")),
                StableHash.of(List.of("a", "bc")),
                StableHash.of(List.of("abc")),
                StableHash.of(List.of("abc", "")),
                StableHash.of(Arrays.asList("abc", null))))
        .doesNotHaveDuplicates();
  }

  @Test
  void isFitForAKubernetesName() {
    assertThat(StableHash.of(List.of("x"))).matches("[a-z2-7]{16}");
  }
}
