package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterManifestTest {
  private static final String OBJECT =
      "apiVersion: v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\n---\n";

  @Test
  void objectsAreKnownByKindNamespaceAndName() {
    String text =
        OBJECT.formatted("Service", "a", "x")
            + OBJECT.formatted("Service", "a", "")
            + OBJECT.formatted("Namespace", "a", "x");
    assertThat(ClusterManifest.read("f", text.replace(", namespace: }", "}"), "ns"))
        .containsOnlyKeys("Service x/a", "Service ns/a", "Namespace a");
  }

  @ParameterizedTest
  @CsvSource({
    "Widget, a, f: the demo's API has no kind Widget of v1; it has apps/v1/Deployment",
    "Service, A, f: metadata.name 'A' is no name in Kubernetes",
    "Service, ../a, f: metadata.name '../a' is no name in Kubernetes",
  })
  void aMistakeIsNamed(String kind, String name, String message) {
    String text = OBJECT.formatted(kind, name, "x");
    assertThatThrownBy(() -> ClusterManifest.read("f", text, "ns"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theSameObjectTwiceIsAMistake() {
    String text = OBJECT.formatted("Service", "a", "x").repeat(2);
    assertThatThrownBy(() -> ClusterManifest.read("f", text, "ns"))
        .hasMessage("f: Service x/a stands in it twice");
  }

  @Test
  void whatIsNoYamlIsNamedWithItsLine() {
    assertThatThrownBy(() -> ClusterManifest.read("f", "a: b\nc: [\n", "ns"))
        .hasMessageStartingWith("f:3: while parsing a flow node: expected the node content");
    assertThatThrownBy(
            () -> ClusterManifest.read("f", "{apiVersion: v1, kind: K, metadata: {name: [a]}}", ""))
        .isInstanceOf(UsageException.class);
  }
}
