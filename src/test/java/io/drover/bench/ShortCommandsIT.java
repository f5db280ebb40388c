package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.Launcher;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its table says, once. */
class ShortCommandsIT {
  @TempDir private Path home;

  @Test
  void eachCommandIsMeasuredBesideAProgramThatDoesNothing() throws Exception {
    Launcher launcher = new Launcher(home);
    Path java = Path.of(System.getProperty("java.home"));
    assertThat(ShortCommands.run(launcher.home(), java, 1))
        .containsSubsequence(
            "| Java ",
            "| a program that does nothing |",
            "| `--version` |",
            "| `test` of both routes |")
        .doesNotContain("NaN", "Infinity");
  }
}
