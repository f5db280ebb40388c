package io.drover.script;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The case files of a language: {@code src/test/resources/LANGUAGE/*.yaml}, each a list. */
public final class CaseFiles {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CaseFiles() {}

  /** One test for each case, in a container for each file. */
  public static Stream<DynamicNode> tests(String language, Consumer<JsonNode> test) {
    return files(language).stream().map(file -> container(file, test));
  }

  /** All cases. */
  public static Stream<JsonNode> all(String language) {
    return files(language).stream().map(CaseFiles::read).flatMap(JsonNode::valueStream);
  }

  private static DynamicNode container(Path file, Consumer<JsonNode> test) {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode each : read(file)) {
      tests.add(DynamicTest.dynamicTest(each.path("name").asText(), () -> test.accept(each)));
    }
    return DynamicContainer.dynamicContainer(file.getFileName().toString(), tests);
  }

  /** The cases of a file; numbers keep their digits. */
  static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  static List<Path> files(String language) {
    List<Path> files = new ArrayList<>();
    Path folder = Path.of("src/test/resources", language);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + folder, e);
    }
    return files.stream().sorted().toList();
  }
}
