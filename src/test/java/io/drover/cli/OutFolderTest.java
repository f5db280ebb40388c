package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFolderTest {
  private static final String FILE = "ingress-ns-web-ing.yaml";

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();
  private final Words words = new Words(new PrintWriter(said));
  private final List<HasMetadata> made = new ArrayList<>();
  private final List<HasMetadata> deleted = new ArrayList<>();
  private OutFolder out;

  @BeforeEach
  void setUp() {
    words.welcome("");
    out = new OutFolder(folder, () -> List.copyOf(made), deleted::add, words);
  }

  private static HasMetadata ingress(String uid, String version) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("networking.k8s.io/v1")
        .withKind("Ingress")
        .withNewMetadata()
        .withNamespace("ns")
        .withName("web-ing")
        .withUid(uid)
        .withResourceVersion(version)
        .addToAnnotations("v", version)
        .endMetadata()
        .build();
  }

  @Test
  void aFileIsThereWhileItsObjectIs() {
    made.add(ingress("u", "1"));
    out.look();
    assertThat(folder.resolve(FILE)).content().contains("v: \"1\"");
    made.set(0, ingress("u", "2"));
    out.look();
    assertThat(folder.resolve(FILE)).content().contains("v: \"2\"");
    made.clear();
    out.look();
    assertThat(folder).isEmptyDirectory();
    assertThat(said.toString()).contains("(new)", "(changed)", "(removed, as the object is gone)");
  }

  @Test
  void aFileThatTwoLooksMissDeletesItsObjectOnce() throws IOException {
    made.add(ingress("u", "1"));
    out.look();
    Files.delete(folder.resolve(FILE));
    out.look();
    assertThat(deleted).isEmpty();
    out.look();
    assertThat(deleted).hasSize(1);
    out.look(); // the watch does not show it yet
    assertThat(deleted).hasSize(1);
    assertThat(folder).isEmptyDirectory();
    made.set(0, ingress("another", "3"));
    out.look();
    assertThat(folder.resolve(FILE)).exists();
  }

  @Test
  void aFileDeletedWhileItsObjectChangesDeletesItToo() throws IOException {
    made.add(ingress("u", "1"));
    out.look();
    made.set(0, ingress("u", "2"));
    Files.delete(folder.resolve(FILE));
    out.look();
    out.look();
    assertThat(deleted).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatComesBackInTimeDeletesNothing() throws IOException {
    made.add(ingress("u", "1"));
    out.look();
    Path aside = Files.move(folder.resolve(FILE), folder.resolve("aside"));
    out.look();
    Files.move(aside, folder.resolve(FILE));
    out.look();
    Files.delete(folder.resolve(FILE));
    out.look();
    assertThat(deleted).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidOnceAndTriedAgain() throws IOException {
    made.add(ingress("u", "1"));
    Files.delete(folder);
    Files.writeString(folder, "in the way");
    out.look();
    out.look();
    assertThat(said.toString()).containsOnlyOnce("cannot be written");
    Files.delete(folder);
    out.look();
    assertThat(folder.resolve(FILE)).exists();
    assertThat(deleted).isEmpty();
  }

  @Test
  void onlyWhatAnEarlierDemoLeftIsCleared() throws IOException {
    Files.writeString(folder.resolve(FILE), "drover.io/route: r");
    Files.writeString(folder.resolve("." + FILE + ".part"), "half");
    Files.writeString(folder.resolve("ingress-mine.yaml"), "a: b");
    Files.writeString(folder.resolve("notes"), "drover.io/route");
    out.clear();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("ingress-mine.yaml", "notes");
  }
}
