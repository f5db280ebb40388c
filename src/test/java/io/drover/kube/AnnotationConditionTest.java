package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationConditionTest {
  private static final GenericKubernetesResource WEB =
      new GenericKubernetesResourceBuilder()
          .withNewMetadata()
          .withName("web")
          .withAnnotations(Map.of("example.com/host", "a.example.com", "empty", ""))
          .endMetadata()
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com/host|true",
        "example.com/hosts|false",
        "empty|true",
        "empty=|true",
        "example.com/host=a.example.com|true",
        "example.com/host=aXexample.com|false",
        "example.com/host=~[a-z]+\\.example\\.com|true",
        "example.com/host=~example|false",
        "example.com/host=~.*example.*|true",
        "example.com/host=~|false",
        "none=|false",
      })
  void takesWhatIsWritten(String condition, boolean taken) {
    assertThat(AnnotationCondition.parse(condition).refusal(WEB) == null).isEqualTo(taken);
  }

  @Test
  void whatIsNoneIsShown() {
    assertThatThrownBy(() -> AnnotationCondition.parse("=x"))
        .hasMessage("annotation: '=x' names none: write KEY, KEY=VALUE or KEY=~REGEX");
    assertThatThrownBy(() -> AnnotationCondition.parse("a=~("))
        .hasMessageStartingWith("annotation: '(' is no regular expression: ");
  }

  @Test
  void anObjectWithoutAnnotationsHasNone() {
    GenericKubernetesResource bare =
        new GenericKubernetesResourceBuilder().withNewMetadata().endMetadata().build();
    assertThat(AnnotationCondition.parse("a").refusal(bare)).isEqualTo("it has no annotation a");
  }
}
