package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests that stand beside the bundled routes, kamelets and examples, as {@code drover test}
 * runs them.
 */
@ExtendWith(Silence.class)
class BundledTestsTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("src/main/resources/routes"), Path.of("kamelets"), Path.of("examples"));
  private static final TestRun RUN =
      new TestRun(
          new Surroundings(null, null, null, Map.of(), false, ObjectSchemas.bundled(), null), null);

  @BeforeAll
  static void run() throws IOException {
    RUN.run(FOLDERS, result -> {});
  }

  @TestFactory
  Stream<DynamicContainer> aTestPasses() {
    return RUN.results().stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file.path().getFileName().toString(),
                    file.tests().stream().map(BundledTestsTest::test)));
  }

  private static DynamicTest test(TestResult result) {
    return DynamicTest.dynamicTest(
        result.name(), () -> assertThat(result.faults()).as("line %d", result.line()).isEmpty());
  }

  @Test
  void nothingIsWrongWithATestFile() {
    assertThat(RUN.results()).allSatisfy(file -> assertThat(file.findings()).isEmpty());
    assertThat(RUN.results()).allSatisfy(file -> assertThat(file.tests()).isNotEmpty());
  }

  @Test
  void noRouteAndNoKameletIsWithoutATest() {
    assertThat(RUN.untested()).isEmpty();
  }
}
