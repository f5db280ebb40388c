package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules of {@code rules.yaml}, and the pairs that {@code pairs.yaml} says never meet. */
final class ServiceRuleTable {
  private static final Path FOLDER = Path.of("src/test/resources/service-ingress");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode groups;
  private final JsonNode exclusions;

  private ServiceRuleTable(JsonNode groups, JsonNode exclusions) {
    this.groups = groups;
    this.exclusions = exclusions;
  }

  static ServiceRuleTable load() {
    return new ServiceRuleTable(read("rules.yaml"), read("pairs.yaml"));
  }

  static List<ServiceCase> cases() {
    return StreamSupport.stream(read("cases.yaml").spliterator(), false)
        .map(ServiceCase::new)
        .toList();
  }

  /** What may become of a Service over time, rule after rule. */
  static List<List<String>> times() {
    return StreamSupport.stream(read("times.yaml").spliterator(), false)
        .map(steps -> StreamSupport.stream(steps.spliterator(), false).map(JsonNode::asText))
        .map(Stream::toList)
        .toList();
  }

  private static JsonNode read(String file) {
    try {
      return YAML.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of a group. */
  Set<String> group(String name) {
    Set<String> rules = new LinkedHashSet<>();
    groups.get(name).fieldNames().forEachRemaining(rules::add);
    return rules;
  }

  /** Those that the state of one Service can show. */
  Set<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    List.of("reading", "making", "mistakes", "inEvery").forEach(name -> rules.addAll(group(name)));
    return rules;
  }

  /** All pairs of those rules. */
  Set<String> pairs() {
    return pairs(rules(), rules());
  }

  /** The pairs that cannot meet, each with the number of reasons given for it. */
  Map<String, Integer> excluded() {
    Map<String, Integer> excluded = new TreeMap<>();
    for (JsonNode exclusion : exclusions) {
      Set<String> these = named(exclusion.get(exclusion.has("among") ? "among" : "these"));
      Set<String> those = exclusion.has("among") ? these : named(exclusion.get("those"));
      those.removeAll(named(exclusion.path("except")));
      pairs(these, those).forEach(pair -> excluded.merge(pair, 1, Integer::sum));
    }
    return excluded;
  }

  /** Rules, or groups of them. */
  private Set<String> named(JsonNode names) {
    Set<String> rules = new TreeSet<>();
    names.forEach(
        name -> {
          if (groups.has(name.asText())) {
            rules.addAll(group(name.asText()));
          } else {
            rules.add(name.asText());
          }
        });
    return rules;
  }

  static Set<String> pairs(Set<String> these, Set<String> those) {
    return these.stream()
        .flatMap(a -> those.stream().filter(b -> !a.equals(b)).map(b -> pair(a, b)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + " + " + b : b + " + " + a;
  }
}
