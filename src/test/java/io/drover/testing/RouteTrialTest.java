package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.RouteTrial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTrialTest {
  @TempDir private Path folder;

  private Verdict run(String route) throws IOException {
    Path tests = folder.resolve("r.test.yaml");
    Files.writeString(
        tests,
        """
        tests:
          - {name: a, route: r, in: [{body: {n: 1}}], out: [{step: double, equals: 2}]}
          - {name: b, route: r, in: [{body: {n: 2}}], out: [{step: double, equals: 4}]}
        """);
    Path file = folder.resolve("r.camel.yaml");
    Files.writeString(file, route);
    return new RouteTrial(tests).run(file, List.of(1, 0));
  }

  private static String route(String id, String jq) {
    return """
        - route:
            id: %s
            from:
              uri: direct:in
              steps: [{transform: {id: double, expression: {jq: {expression: "%s"}}}}]
        """
        .formatted(id, jq);
  }

  @Test
  void aRouteThatDoesAsItsTestsSaySurvives() throws IOException {
    assertThat(run(route("r", ".n * 2")).survived()).isTrue();
  }

  @Test
  void theFirstTestThatFailsIsNamed() throws IOException {
    assertThat(run(route("r", ".n + 1")).failed()).isEqualTo(1);
    assertThat(run(route("r", ".n * .n")).failed()).isEqualTo(0);
  }

  @Test
  void aRouteThatDoesNotLoadIsRefused() throws IOException {
    assertThat(run(route("r", ".n *")).refused()).isTrue();
  }

  @Test
  void aRouteOfAnotherIdIsSaidNotToBeThere() throws IOException {
    assertThat(run(route("other", ".n * 2")).fault())
        .isEqualTo("route: there is no route r: other");
  }
}
