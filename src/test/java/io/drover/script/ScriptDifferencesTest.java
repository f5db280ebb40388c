package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of docs/script-differences.md have a row for each reason in the case files, but for
 * what only our way of asking "the oracle" cannot do.
 */
class ScriptDifferencesTest {
  @ParameterizedTest
  @CsvSource({"lua, script, ## Lua", "jq, program, ## jq"})
  void everyReasonIsARowOfThePageWithItsFirstCase(String language, String field, String heading)
      throws IOException {
    Set<String> reasons = new HashSet<>(Set.of(""));
    List<String> rows =
        CaseFiles.all(language)
            .filter(testCase -> reasons.add(testCase.path("reference").asText()))
            .filter(testCase -> !testCase.path("reference").asText().startsWith("the oracle"))
            .map(testCase -> row(testCase, field))
            .toList();
    assertThat(rows).hasSizeGreaterThan(5);
    assertThat(rowsBelow(heading))
        .as("the rows below %s, which should be:\n%s", heading, String.join("\n", rows))
        .isEqualTo(rows);
  }

  private static String row(JsonNode testCase, String field) {
    String program = testCase.path(field).asText().replace("\n", " ");
    String here =
        testCase.has("error")
            ? "error: " + testCase.path("error").asText()
            : code(testCase.path("out").toString());
    JsonNode in = testCase.path("in");
    return "| %s | %s | %s | %s |"
        .formatted(
            testCase.path("reference").asText().replace("|", "\\|"),
            code(program),
            in.isNull() || (in.isEmpty() && in.isObject()) ? "" : code(in.toString()),
            here.replace("|", "\\|"));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static List<String> rowsBelow(String heading) throws IOException {
    String page = Files.readString(Path.of("docs/script-differences.md"));
    int begin = page.indexOf(heading + "\n");
    assertThat(begin).as(heading).isNotNegative();
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| why |"))
        .toList();
  }
}
