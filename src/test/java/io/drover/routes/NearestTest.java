package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are taken for one that is slightly wrong. */
class NearestTest {
  private static String hint(String name, String known) {
    return Nearest.hint(name, List.of(known.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "levle, level color", // two letters swapped
    "leve, level color",
    "levell, level color",
    "lebel, level color",
    "LEVEL, level color",
    "endsWtih, color endswith",
    "intervallSecond, intervalSeconds color"
  })
  void aNameIsNearWithAThirdOfItsLettersWrong(String name, String known) {
    String meant = known.replace("color", "").strip();
    assertThat(hint(name, known)).isEqualTo(": did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "spec, step color",
    "x, y z",
    "'', y z",
    "lebbl, level color",
    "typo, name namespace",
  })
  void othersAreNot(String name, String known) {
    assertThat(hint(name, known)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"stepz, steps step stepy, step or steps", "stepy, steps step stepy, stepy"})
  void twoThatAreAsNearAreBothNamed(String name, String known, String meant) {
    assertThat(hint(name, known)).isEqualTo(": did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"64, : did you mean", "65, ''"})
  void aLongTextIsNoName(int length, String hint) {
    String name = "x".repeat(length);
    assertThat(hint(name, name + "y")).startsWith(hint).hasSize(hint.isEmpty() ? 0 : length + 17);
  }
}
