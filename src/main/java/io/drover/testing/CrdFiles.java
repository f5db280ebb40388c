package io.drover.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads the kinds that CustomResourceDefinitions in files define. */
final class CrdFiles {
  private static final int LARGEST = 64 * 1024 * 1024; // Argo's Workflow is 3 MB by itself
  private static final YAMLMapper YAML = mapper();

  private final List<CustomKind> kinds = new ArrayList<>();
  private final Set<String> others = new TreeSet<>();

  private CrdFiles() {}

  /**
   * @throws IllegalArgumentException as {@link ObjectSchemas#with} says
   */
  static List<CustomKind> read(Path fileOrFolder) {
    CrdFiles read = new CrdFiles();
    try {
      for (Path file : files(fileOrFolder)) {
        read.file(file);
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          e.getFile() + ": there is no such file: name a CustomResourceDefinition's file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(fileOrFolder + ": cannot be read: " + e.getMessage(), e);
    }
    if (read.kinds.isEmpty()) {
      throw new IllegalArgumentException(
          fileOrFolder
              + ": holds no CustomResourceDefinition"
              + (read.others.isEmpty() ? "" : ", but " + String.join(", ", read.others))
              + ": name the file that defines the kind, not one of its objects");
    }
    return read.kinds;
  }

  private static List<Path> files(Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      return entries
          .filter(
              entry ->
                  entry.toString().matches(".*\\.(yaml|yml|json)") && Files.isRegularFile(entry))
          .sorted()
          .toList();
    }
  }

  private void file(Path file) throws IOException {
    try (Reader text = Files.newBufferedReader(file);
        YAMLParser parser = YAML.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        JsonNode document = YAML.readTree(parser);
        try {
          document(document);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(file + ":" + line + ": " + e.getMessage(), e);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(notYaml(file, e), e);
    }
  }

  private void document(JsonNode document) {
    if (CustomKind.isDefinedBy(document)) {
      kinds.addAll(CustomKind.of(document));
    } else if (document.path("items").isArray()) { // a List
      document.get("items").forEach(this::document);
    } else if (document.path("kind").isTextual()) {
      others.add("kind " + document.get("kind").asText());
    }
  }

  private static String notYaml(Path file, JsonProcessingException e) {
    String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
    String what = e.getOriginalMessage().lines().findFirst().orElse("");
    return file + line + ": is not YAML: " + what + "; mend the file or name another";
  }

  private static YAMLMapper mapper() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
  }
}
