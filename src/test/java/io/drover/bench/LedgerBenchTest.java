package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBenchTest {
  @TempDir private Path folder;

  @Test
  void itMeasuresTheLedgerBesideRawWrites() throws Exception {
    assertThat(LedgerBench.run(folder, 1, 20, 10, 2))
        .containsSubsequence("| puts/s |", "| write and force, each by itself |", "| the ledger |")
        .doesNotContain("NaN", "Infinity");
  }
}
