package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdFilesTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> ObjectSchemas.bundled().with(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void allDefinitionsOfAFolderAreRead() {
    assertThat(CrdFiles.read(SchemaCases.DEFINITIONS))
        .extracting(kind -> kind.kind().toString())
        .containsExactly(
            "example.com/v1 Gadget", "example.com/v1alpha1 Widget", "example.com/v1 Widget");
  }

  @Test
  void aMissingFileIsNamed() {
    Path none = folder.resolve("none.yaml");
    assertRefused(none, none + ": there is no such file: name a CustomResourceDefinition's file");
  }

  @Test
  void anEmptyFolderIsNamed() {
    assertRefused(
        folder,
        folder
            + ": holds no CustomResourceDefinition: name the file that defines the kind, not one of"
            + " its objects");
  }

  @Test
  void anObjectIsNoDefinitionOfItsKind() throws IOException {
    Path file = file("a.yaml", "kind: Widget\n---\nkind: Service\n---\nkind: Service\n");
    assertRefused(
        file,
        file
            + ": holds no CustomResourceDefinition, but kind Service, kind Widget: name the file"
            + " that defines the kind, not one of its objects");
  }

  @Test
  void whatIsNotYamlIsNamedWithItsLine() throws IOException {
    Path file = file("a.yaml", "kind: Widget\nspec: [\na: b: c\n");
    assertThatThrownBy(() -> ObjectSchemas.bundled().with(folder))
        .hasMessageStartingWith(file + ":3: is not YAML: ")
        .hasMessageEndingWith("; mend the file or name another");
  }

  @Test
  void anOldDefinitionIsNamedWithItsLine() throws IOException {
    Path file =
        file(
            "a.yaml",
            """
            kind: Service
            ---
            apiVersion: apiextensions.k8s.io/v1beta1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            """);
    assertRefused(
        file,
        file
            + ":3: the CustomResourceDefinition widgets.example.com is of"
            + " apiextensions.k8s.io/v1beta1: it is to be of apiextensions.k8s.io/v1; 'kubectl get"
            + " crd NAME -o yaml' writes one as it is to be");
  }

  @Test
  void aDefinitionThatLacksSomethingIsRefused() throws IOException {
    String start =
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: w}\n";
    assertLacks(file("a.yaml", start), "has no spec.group");
    assertLacks(file("a.yaml", start + "spec: {group: g}"), "has no spec.names.kind");
    String named = start + "spec: {group: g, names: {kind: W}, versions: ";
    assertLacks(
        file("a.yaml", named + "[{name: v1, served: false}]}"),
        "has no version in spec.versions that is served");
    assertLacks(
        file("a.yaml", named + "[{name: v1, served: true}]}"),
        "has no schema.openAPIV3Schema for its version v1");
  }

  private static void assertLacks(Path file, String what) {
    assertRefused(
        file,
        file
            + ":1: the CustomResourceDefinition w "
            + what
            + "; 'kubectl get crd NAME -o yaml' writes one as it is to be");
  }
}
