package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its table says, shortly; and that all have the same results. */
@RequiresServers("scripts")
class ScriptsBenchIT {
  @TempDir private Path folder;

  @Test
  void eachScriptIsMeasuredBesideThePeersEngines() throws Exception {
    try (ScriptSubjects subjects = ScriptSubjects.start(folder, "", null)) {
      assertThat(subjects.peer()).contains("gojq v0.12.19", "gopher-lua v1.1.2");
      assertThat(ScriptsBench.run(new ScriptRounds(1, 100, 1), BenchScript.all(), subjects))
          .containsSubsequence(
              "| evaluations/s | anew for each event | compiled once | Drover | x anew | x once |",
              "| Lua of the article: thumbnails |",
              "| report in Lua",
              "| µs of processor time each |",
              "| KB allocated each |")
          .doesNotContain("NaN", "Infinity");
    }
  }
}
