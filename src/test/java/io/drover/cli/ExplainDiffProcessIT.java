package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover explain --diff} of the built jar, without a cluster that is of use. */
class ExplainDiffProcessIT {
  private static final Path ROUTES = Path.of("src/main/resources/routes").toAbsolutePath();
  private static final String WATCH = ROUTES.resolve("service-ingress.camel.yaml").toString();
  private static final String UPLOAD = ROUTES.resolve("thumbnails.camel.yaml").toString();
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private String event;

  @BeforeEach
  void event() throws IOException {
    event =
        Files.writeString(
                folder.resolve("event.json"), WebhookSender.upload("thumbnails/bear.gif", 1))
            .toString();
  }

  private Result drover(Path kubeconfig, String... arguments) throws Exception {
    return DroverProcess.run(folder, Map.of("KUBECONFIG", kubeconfig.toString()), arguments);
  }

  private Path kubeconfig(String server) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: t
        clusters: [{name: t, cluster: {server: "%s"}}]
        users: [{name: t, user: {token: k8s-secret}}]
        contexts: [{name: t, context: {cluster: t, user: t}}]
        """
            .formatted(server));
  }

  private static void assertUsage(Result result, String... message) {
    assertThat(result.err().strip()).contains(message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void withoutAKubeconfigItSaysSo() throws Exception {
    Path none = folder.resolve("none");
    assertUsage(drover(none, "explain", WATCH, "--diff"), "no kubeconfig: ");
    assertUsage(drover(none, "explain", UPLOAD, "--diff", "--event", event), "no kubeconfig: ");
  }

  @Test
  void aClusterThatIsAwayIsNamedAtOnce() throws Exception {
    Path away = kubeconfig("http://127.0.0.1:1");
    String what = "the Kubernetes API http://127.0.0.1:1/ does not answer: ";
    long began = System.nanoTime();
    assertUsage(drover(away, "explain", WATCH, "--diff"), what, "--diff", "KUBECONFIG");
    assertUsage(drover(away, "explain", UPLOAD, "--diff", "--event", event), what);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.multipliedBy(2));
  }

  @Test
  void aClusterThatHangsIsGivenUpSoon() throws Exception {
    try (HangingApi api = new HangingApi()) {
      long began = System.nanoTime();
      Result result = drover(api.kubeconfig(folder), "explain", WATCH, "--diff");
      assertUsage(result, " does not answer: ");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.multipliedBy(2));
    }
  }
}
