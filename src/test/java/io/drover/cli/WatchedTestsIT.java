package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTestsIT {
  @TempDir private Path folder;

  @Test
  void testsRunAgainWhenAFileChanges() throws Exception {
    Path route = folder.resolve("r.camel.yaml");
    String good =
        """
        - route:
            id: r
            from:
              uri: timer:never
              steps:
                - transform: {id: t, jq: {expression: ".a"}}
        """;
    Files.writeString(route, good);
    Files.writeString(
        folder.resolve("r.test.yaml"),
        """
        tests:
          - name: it is a
            route: r
            in: [{body: {a: 1, b: 2}}]
            out: [{step: t, equals: 1}]
        """);
    Path out = Files.createTempFile("watch", ".out");
    Process process =
        DroverProcess.command(folder, "test", "--watch")
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitRuns(out, 1);
      assertThat(out).content().contains("1 test, 0 failed");
      Files.writeString(route, good.replace("\".a\"", "\".b\""));
      awaitRuns(out, 2);
      assertThat(out).content().contains("expected 1, got 2", "1 test, 1 failed");
      Files.writeString(route, "- route: {");
      awaitRuns(out, 3);
      Files.writeString(route, good);
      awaitRuns(out, 4);
      assertThat(Files.readString(out)).endsWith("1 test, 0 failed\n" + WATCHING);
    } finally {
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static final String WATCHING = "watching for changes; end with Ctrl-C\n";

  private static void awaitRuns(Path out, int runs) {
    await().atMost(Duration.ofSeconds(30)).until(() -> runs(out) >= runs);
  }

  private static int runs(Path out) throws IOException {
    return Files.readString(out).split(WATCHING, -1).length - 1;
  }
}
