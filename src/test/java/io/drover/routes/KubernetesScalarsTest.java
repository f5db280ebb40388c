package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The right column is what sigs.k8s.io/yaml, which kubectl and the API server read with, gives. */
class KubernetesScalarsTest {
  private static String read(String text) {
    List<YamlTree> trees = YamlTree.manifests("f.yaml", "a: " + text + "\n");
    assertThat(trees).hasSize(1);
    assertThat(trees.get(0).findings()).isEmpty();
    return trees.get(0).content().get("a").toString();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes | true",
        "on | true",
        "y | true",
        "N | false",
        "off | false",
        "True | true",
        "tRUE | \"tRUE\"",
        "'yes' | \"yes\"",
        "\"on\" | \"on\"",
        "!!str on | \"on\"",
        "~ | null",
        "Null | null",
        "`` | null",
        "0644 | 420",
        "0o644 | 420",
        "0o8 | \"0o8\"",
        "08 | 8",
        "0x1F | 31",
        "0x | \"0x\"",
        "0b101 | 5",
        "-0b11 | -3",
        "-0x10 | -16",
        "1_000 | 1000",
        "+5 | 5",
        "+ | \"+\"",
        ". | \".\"",
        "5. | 5",
        ".5 | 0.5",
        "5_0.5 | 50.5",
        "1.0 | 1",
        "1.50 | 1.5",
        "1e3 | 1000",
        "1e400 | \"1e400\"",
        "2001-12-14 | \"2001-12-14\"",
        "2001-12-14T21:59:43.10-05:00 | \"2001-12-14T21:59:43.10-05:00\"",
        "12:30:45 | \"12:30:45\"",
        "1.2.3 | \"1.2.3\"",
        "9223372036854775808 | 9223372036854775808",
        "18446744073709551615 | 18446744073709551615",
        "18446744073709551616 | 1.8446744073709552E19",
        "-9223372036854775808 | -9223372036854775808",
        "0x1p-2 | \"0x1p-2\"",
        "100m | \"100m\"",
        "<< | \"<<\"",
        "{on: 1} | {\"true\":1}",
        "{8080: x} | {\"8080\":\"x\"}",
        "{0644: x} | {\"420\":\"x\"}",
        "{1.0: x} | {\"1\":\"x\"}",
        "{<<: {b: 1}, c: 2} | {\"c\":2,\"b\":1}",
        "{'on': 1} | {\"on\":1}"
      })
  void aScalarIsWhatKubernetesReads(String yaml, String json) {
    assertThat(read(yaml)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.INF", ".nan", "{~: x}", "!mine x", "{on: 1, true: 2}"})
  void whatJsonHasNotIsFound(String yaml) {
    assertThat(YamlTree.manifests("f.yaml", "x: 1\na: " + yaml + "\n").get(0).findings())
        .singleElement()
        .extracting(Finding::line)
        .isEqualTo(2);
  }

  @Test
  void aFileHasManyDocuments() {
    assertThat(YamlTree.manifests("f", "# first\n---\na: 1\n---\n---\nb: 2\n"))
        .extracting(tree -> tree.content().toString())
        .containsExactly("{\"a\":1}", "null", "{\"b\":2}");
  }
}
