package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.servers.RequiresServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what its table says, with few events. */
@RequiresServers("nats")
class JetStreamToLogIT {
  @TempDir private Path folder;

  @Test
  void eachContenderLogsWhatTheScriptMadeOfItsEvents() throws Exception {
    int peerEvents = QueueOptions.isPeerThere() ? 20 : 0;
    QueuePlan few = new QueuePlan(1, 30, 10, peerEvents, 5, 4);
    assertThat(JetStreamToLog.run(few, folder, ""))
        .containsSubsequence(
            "| queue to log | events | events/s |",
            "| Drover | 30 |",
            peerEvents == 0 ? "" : "| Argo Events, atLeastOnce | 20 |")
        .doesNotContain("NaN", "Infinity");
    assertThat(folder.resolve("drover/log"))
        .content()
        .contains("\"imageName\":\"bear-00000040.gif");
    if (peerEvents > 0) {
      assertThat(folder.resolve("argo-events-true/argo-events.log"))
          .content()
          .contains("imageName\\\":\\\"bear-00000090.gif");
    }
  }
}
