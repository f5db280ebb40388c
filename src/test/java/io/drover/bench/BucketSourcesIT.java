package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its table says, with few events. */
@RequiresServers({"nats", "minio"})
class BucketSourcesIT {
  private static final SourcePlan FEW = new SourcePlan(1, 20, 5, 4);
  @TempDir private Path folder;

  @Test
  void eachSourceAndEachBareLoopTakesAllEvents() throws Exception {
    assertThat(BucketSources.run(FEW, folder))
        .containsSubsequence(
            "| to a route that only counts | bare loop, events/s | Drover, events/s |",
            "| webhook |",
            "| JetStream |",
            "| core NATS |",
            "| SQS |",
            "| folder |",
            "| MinIO, listened to |",
            "| catch-up |")
        .doesNotContain("NaN", "Infinity");
  }
}
