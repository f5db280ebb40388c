package io.drover.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every small change of a bundled route makes one of its tests fail, or an explanation says why
 * none can. The report is {@code target/mutation/REPORT.txt}.
 */
@ExtendWith(Silence.class)
class MutationTest {
  private static final Path ROUTES = Path.of("src/main/resources/routes");
  private static final Path EXPLANATIONS = Path.of("src/test/resources/mutation");
  private static final Path REPORT = Path.of("target/mutation/REPORT.txt");
  private static final List<String> LINES = new ArrayList<>();

  static List<String> routes() throws IOException {
    try (Stream<Path> files = Files.list(ROUTES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".camel.yaml"))
          .map(name -> name.replace(".camel.yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @Timeout(600) // half a minute where nothing else runs
  @MethodSource("routes")
  void aTestTellsEveryMutantFromTheRoute(String route, @TempDir Path work) throws Exception {
    Explanations explanations = Explanations.read(EXPLANATIONS.resolve(route + ".yaml"));
    Score score = new MutationRun(ROUTES, route).run(work);
    System.out.println(score.line(explanations));
    LINES.addAll(score.report(explanations));
    assertThat(score.unexplained(explanations))
        .as(
            "mutants that survive: add a test to %s.test.yaml, or if no input can tell, a reason to"
                + " %s",
            route, EXPLANATIONS)
        .isEmpty();
    assertThat(score.stale(explanations))
        .as("explained mutants that a test kills, or that there are not: remove them")
        .isEmpty();
  }

  @AfterAll
  static void report() throws IOException {
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, LINES.stream().collect(Collectors.joining("\n", "", "\n")));
  }
}
