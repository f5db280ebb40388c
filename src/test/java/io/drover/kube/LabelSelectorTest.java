package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
  private static final GenericKubernetesResource WEB =
      new GenericKubernetesResourceBuilder()
          .withNewMetadata()
          .withName("web")
          .withLabels(Map.of("app", "web", "tier", "front", "example.com/stage", ""))
          .endMetadata()
          .build();

  /** As the API server judges them, by the rules of labels.Parse in apimachinery. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "app=web|true",
        "app==web|true",
        "app=db|false",
        "app|true",
        "none|false",
        "!app|false",
        "!none|true",
        "app!=web|false",
        "app!=db|true",
        "none!=db|true",
        "app in (web, db)|true",
        "app in (db)|false",
        "none in (db)|false",
        "app notin (web,db)|false",
        "app notin (db)|true",
        "none notin (db)|true",
        "app=web,tier=front|true",
        "app=web,tier=back|false",
        "' app = web , tier in ( front , back ) , !none '|true",
        "example.com/stage=|true",
        "example.com/stage|true",
        "tier=|false",
        "tier in (a),app=web|false",
      })
  void selectsAsTheApiServerDoes(String selector, boolean selected) {
    assertThat(LabelSelector.parse(selector).matches(WEB)).isEqualTo(selected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=web", "app=web tier=front", "app in web", "app=(a)", "!app=web", "a,,b"})
  void oneThatIsWrittenWronglyIsShown(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no label selector: write app=web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app=web,", ","})
  void aCommaAtTheEndIsNoSelector(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .hasMessageContaining("is no label selector");
  }
}
