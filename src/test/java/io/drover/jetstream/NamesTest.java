package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void noTwoRoutesHaveTheSame() {
    assertThat(
            java.util.stream.Stream.of(
                    "a.b", "a_b", "a=2Eb", "a b", "a*b", "a>b", "\u00e4", "a~0-of-3")
                .map(Names::token))
        .doesNotHaveDuplicates()
        .allMatch(token -> token.matches("[A-Za-z0-9_=-]+"));
  }

  @Test
  void theConsumersOfARouteAreToldFromThoseOfOthers() {
    assertThat(Names.isOf("a", "drover-a")).isTrue();
    assertThat(Names.isOf("a", Names.partition(Names.durable("a"), 2, 3))).isTrue();
    assertThat(Names.isOf("a", "drover-ab")).isFalse();
    assertThat(Names.isOf("a", Names.durable("a~0-of-3"))).isFalse();
  }
}
