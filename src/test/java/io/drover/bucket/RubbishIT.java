package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.delivery.DeadLetter;
import io.drover.event.Outcome;
import io.drover.store.FolderStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand messages of rubbish. */
class RubbishIT {
  private static final int MEGABYTES = 20;
  @TempDir private Path store;

  @Test
  @Tag("soak")
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void aHundredThousandMessagesEndWithinTheMemoryThatIsTheirs() throws Exception {
    Map<Outcome, Integer> outcomes;
    try (Rubbish.Log log = new Rubbish.Log()) {
      outcomes = Rubbish.send(store, 20_261, 100_000, MEGABYTES);
      assertThat(log.lines()).isGreaterThan(50_000);
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(100_000);
    assertThat(outcomes)
        .containsKeys(Outcome.DONE, Outcome.DUPLICATE, Outcome.FILTERED, Outcome.DEAD);
    try (FolderStore open = FolderStore.open(store)) {
      long largest = 2 * 1_048_576;
      assertThat(open.table(DeadLetter.TABLE).bytes()).isLessThan(MEGABYTES * 1_000_000 + largest);
    }
    System.gc();
    Runtime memory = Runtime.getRuntime();
    assertThat(memory.totalMemory() - memory.freeMemory()).isLessThan(200_000_000);
  }
}
