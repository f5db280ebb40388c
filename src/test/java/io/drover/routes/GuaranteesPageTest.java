package io.drover.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each promise of docs/guarantees.md names a test, and there is such a test. */
class GuaranteesPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  @TestFactory
  Stream<DynamicTest> theTestsThatItNamesAreThere() throws IOException {
    Matcher named = TEST.matcher(Files.readString(Path.of("docs/guarantees.md")));
    return named
        .results()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.group(), () -> isThere(result.group(1), result.group(2))));
  }

  @TestFactory
  Stream<DynamicTest> aRowWithoutATestSaysWhatDoesNotHold() throws IOException {
    return Files.readAllLines(Path.of("docs/guarantees.md")).stream()
        .filter(line -> line.startsWith("| ") && !TEST.matcher(line).find())
        .filter(line -> !line.startsWith("| source | action |"))
        .map(line -> DynamicTest.dynamicTest(line, () -> assertThat(line).contains("**")));
  }

  private static void isThere(String type, String method) throws IOException {
    String source = source(type);
    Matcher parent = PARENT.matcher(source);
    String inherited = parent.find() ? source(parent.group(1)) : "";
    assertThat(source + inherited).containsPattern("@Test\\s+void " + method + "\\(");
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path file = files.filter(f -> f.endsWith(type + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
