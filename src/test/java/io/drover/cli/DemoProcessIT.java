package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demo that stays up begins and ends. */
class DemoProcessIT {
  @TempDir private Path folder;

  private void assertUsage(String message, String... arguments)
      throws IOException, InterruptedException {
    Result result = DroverProcess.run(folder, Map.of(), arguments);
    assertThat(result.err().strip()).contains(message).doesNotContain("\tat ");
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void itEndsCleanlyAndTheNextOneBeginsAnew() throws Exception {
    List<String> workflows;
    try (DemoProcess demo = DemoProcess.start(folder)) {
      Files.copy(demo.examples("dov-bear.gif"), demo.pictures("bear.gif"));
      Files.copy(demo.examples("fortune-svc.yaml"), demo.cluster("web.yaml"));
      demo.awaitMade(1, "ingress-");
      demo.awaitMade(1, "workflow-");
      workflows = demo.made();
      assertThat(demo.end()).isZero();
      assertThat(folder.resolve("demo/.drover/demo.lock")).doesNotExist();
      assertThat(demo.made()).isEqualTo(workflows);
      assertThat(demo.errors()).doesNotContain("ERROR", "WARN", "Exception");
    }
    Files.writeString(folder.resolve("demo/out/mine.yaml"), "a: b");
    Files.writeString(folder.resolve("demo/out/workflow-mine.yaml"), "a: b");
    Files.delete(folder.resolve("demo/cluster/web.yaml"));
    try (DemoProcess demo = DemoProcess.start(folder)) {
      demo.awaitWords("demo/out: removed what an earlier demo left there, files: 2");
      demo.awaitMade(1, workflows.get(1));
      assertThat(demo.made())
          .containsExactlyInAnyOrder("mine.yaml", "workflow-mine.yaml", workflows.get(1));
    }
  }

  @Test
  void twoInOneFolderCannotBeAndTwoInTwoCan(@TempDir Path other) throws Exception {
    try (DemoProcess demo = DemoProcess.start(folder)) {
      assertUsage("--dir demo: another demo (process ", "demo");
      assertUsage("runs there; end it, or give this one another folder with --dir", "demo");
      try (DemoProcess second = DemoProcess.start(other)) {
        assertThat(second.webhook()).isNotEqualTo(demo.webhook());
        Files.copy(second.examples("dov-bear.gif"), second.pictures("bear.gif"));
        second.awaitMade(1, "workflow-");
        assertThat(demo.made()).isEmpty();
      }
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws Exception {
    Files.writeString(folder.resolve("file"), "x");
    assertUsage(
        "--dir file: file is a file, and a folder is needed there; give another",
        "demo",
        "--dir",
        "file");
    assertUsage("--dir /proc/demo: /proc/demo: ", "demo", "--dir", "/proc/demo");
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/cluster"), "x");
    assertUsage("--dir d: d/cluster is a file", "demo", "--dir", "d");
    assertThat(folder.resolve("d/out")).doesNotExist();
  }

  @Test
  void optionsThatDoNotFitAreNamed() throws Exception {
    assertUsage("--samples is for one run: give --once too", "demo", "--samples", ".");
    assertUsage("--dir is the folder of a demo that stays up", "demo", "--once", "--dir", "d");
    assertThat(folder).isEmptyDirectory();
  }
}
