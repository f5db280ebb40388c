package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A kamelet as its file has it. */
record Kamelet(String file, JsonNode tree) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]*)}}");

  /** Those of the folder {@code kamelets}, by file name. */
  static List<Kamelet> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("kamelets"))) {
      return files
          .filter(f -> f.toString().endsWith(".kamelet.yaml"))
          .sorted()
          .map(Kamelet::read)
          .toList();
    }
  }

  private static Kamelet read(Path file) {
    try {
      return new Kamelet(file.getFileName().toString(), YAML.readTree(file.toFile()));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  String name() {
    return text("/metadata/name");
  }

  /** {@code source}, {@code sink} or {@code action}, by its name. */
  String type() {
    return name().substring(name().lastIndexOf('-') + 1);
  }

  /** The text there, or an empty one. */
  String text(String pointer) {
    return tree.at(pointer).asText();
  }

  String annotation(String name) {
    return tree.at("/metadata/annotations").path("camel.apache.org/" + name).asText();
  }

  Set<Entry<String, JsonNode>> properties() {
    return tree.at("/spec/definition/properties").properties();
  }

  Set<String> propertyNames() {
    return properties().stream().map(Entry::getKey).collect(Collectors.toSet());
  }

  Set<String> required() {
    return elements(tree.at("/spec/definition/required"))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  Set<String> beans() {
    return elements(tree.at("/spec/template/beans"))
        .map(bean -> bean.path("name").asText())
        .collect(Collectors.toSet());
  }

  JsonNode from() {
    return tree.at("/spec/template/from");
  }

  /** The names that the template stands double braces around. */
  Set<String> placeholders() {
    return texts(tree.at("/spec/template"))
        .flatMap(text -> PLACEHOLDER.matcher(text).results())
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Every step of the template, also those inside others: its name and its options. */
  Stream<Entry<String, JsonNode>> steps() {
    return from().findValues("steps").stream()
        .flatMap(Kamelet::elements)
        .flatMap(step -> step.properties().stream());
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Every text in a tree. */
  static Stream<String> texts(JsonNode node) {
    return node.isTextual() ? Stream.of(node.asText()) : elements(node).flatMap(Kamelet::texts);
  }

  @Override
  public String toString() {
    return file;
  }
}
