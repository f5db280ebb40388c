package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What stands in examples/ is right, and each route there has tests that pass. */
class ExamplesTest {
  private static final Path FOLDER = Path.of("examples");
  private static final String ROUTE = ".camel.yaml";

  static List<String> routes() throws IOException {
    return files().filter(name -> name.endsWith(ROUTE)).toList();
  }

  private static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void theTestsOfTheExamplesPass() {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new TestCommand());
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    assertThat(command.execute(FOLDER.toString())).as(() -> out.toString()).isZero();
    assertThat(out.toString()).contains("ok    examples/").contains(", 0 failed");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsNamedForItsFileAndHasTests(String file) throws IOException {
    String stem = file.substring(0, file.length() - ROUTE.length());
    assertThat(Files.readString(FOLDER.resolve(file))).contains("    id: " + stem + "\n");
    assertThat(FOLDER.resolve(stem + ".test.yaml")).exists();
  }

  @Test
  void everyFileBelongsToARoute() throws IOException {
    List<String> stems =
        routes().stream().map(r -> r.substring(0, r.length() - ROUTE.length())).toList();
    assertThat(files()).allMatch(name -> stems.contains(name.substring(0, name.indexOf('.'))));
  }
}
