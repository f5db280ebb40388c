package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.event.Outcome;
import io.drover.routes.Finding;
import io.drover.routes.RouteFile;
import io.drover.routes.YamlTree;
import io.drover.testing.TestCase.Expectation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of tests, {@code *.test.yaml}; what is wrong with it is in {@link #findings}. */
final class TestFile {
  static final String SUFFIX = ".test.yaml";
  private static final List<String> OUTCOMES =
      Arrays.stream(Outcome.values()).map(Outcome::word).toList();

  private final Path path;
  private final String text;
  private final YamlTree yaml;
  private final List<Finding> findings = new ArrayList<>();
  private final List<TestCase> cases = new ArrayList<>();

  private TestFile(Path path, String text) {
    this.path = path;
    this.text = text;
    this.yaml = YamlTree.parse(path.toString(), text);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if there is none to read
   */
  static TestFile read(Path path) throws IOException {
    String text;
    try {
      text = Files.readString(path);
    } catch (CharacterCodingException e) {
      TestFile unread = new TestFile(path, "");
      unread.wrong("", "it is not text in UTF-8");
      return unread;
    }
    TestFile file = new TestFile(path, text);
    file.findings.addAll(file.yaml.findings());
    if (!file.yaml.content().isMissingNode() || file.findings.isEmpty()) {
      file.readAll();
    }
    file.findings.sort(Comparator.comparingInt(Finding::line));
    return file;
  }

  Path path() {
    return path;
  }

  List<Finding> findings() {
    return findings;
  }

  List<TestCase> cases() {
    return cases;
  }

  /** The routes that stand in the file itself, with the lines that they have there; or null. */
  RouteFile ownRoutes() {
    if (!yaml.content().has("routes")) {
      return null;
    }
    JsonNode routes = yaml.content().get("routes");
    int first = yaml.line("/routes");
    if (routes.isEmpty() || yaml.line("/routes/0") == first) { // not a block
      return new RouteFile(path.toString(), routes.toString());
    }
    int end = Integer.MAX_VALUE;
    for (Map.Entry<String, JsonNode> member : yaml.content().properties()) {
      int line = yaml.line(YamlTree.child("", member.getKey()));
      end = line > first ? Math.min(end, line) : end;
    }
    List<String> lines = text.lines().toList();
    String block =
        lines.subList(first, Math.min(end - 1, lines.size())).stream()
            .collect(Collectors.joining("\n", "\n".repeat(first), "\n"));
    return new RouteFile(path.toString(), block);
  }

  private void readAll() {
    Mapping file = mapping("", "a test file");
    file.only("tests", "routes");
    JsonNode tests = file.get("tests");
    if (!tests.isArray()) {
      wrong("", "no list 'tests' in it: write '- name: ...' under 'tests:'");
      return;
    }
    for (int i = 0; i < tests.size(); i++) {
      readCase("/tests/" + i);
    }
  }

  private void readCase(String at) {
    Mapping test = mapping(at, "a test");
    test.only(
        "name", "route", "properties", "in", "mocks", "out", "nothing_to", "outcome", "reason");
    String name = test.required("name");
    String route = test.required("route");
    List<Event> events = new ArrayList<>();
    test.items("in").forEach(item -> events.add(event(item)));
    if (events.isEmpty()) {
      wrong(at, "no event in it: give a list 'in', each with 'file' or 'body'");
    }
    List<Expectation> out = new ArrayList<>();
    test.items("out").forEach(item -> out.add(expectation(item)));
    cases.add(
        new TestCase(
            name,
            yaml.line(at),
            route,
            texts(test, "properties"),
            events,
            mocks(test),
            out,
            test.words("nothing_to"),
            outcomes(test, events.size()),
            test.text("reason")));
  }

  private Event event(String at) {
    Mapping event = mapping(at, "an event");
    event.only("file", "body", "headers");
    Map<String, Object> headers = new LinkedHashMap<>(texts(event, "headers"));
    if (event.get("file").isMissingNode() == event.get("body").isMissingNode()) {
      wrong(at, "an event has either 'file' or 'body'");
      return Event.of("", headers);
    }
    JsonNode body = event.get("body");
    if (!body.isMissingNode()) {
      return Event.of(body.toString(), headers);
    }
    return Event.of(content(at, event.required("file")), headers);
  }

  private String content(String at, String name) {
    Path file = path.resolveSibling(name);
    try {
      String content = Files.readString(file);
      if (!name.endsWith(".yaml")) {
        return content;
      }
      YamlTree tree = YamlTree.parse(file.toString(), content);
      findings.addAll(tree.findings());
      return tree.content().toString();
    } catch (IOException e) {
      wrong(at + "/file", "there is no file " + file + " to read");
      return "";
    }
  }

  private Expectation expectation(String at) {
    Mapping out = mapping(at, "an expectation");
    out.only("step", "contains", "equals", "jq");
    String jq = out.text("jq");
    if (jq != null) {
      try {
        JqCondition.compile(jq);
      } catch (IllegalArgumentException e) {
        wrong(at + "/jq", "jq: " + e.getMessage().lines().findFirst().orElse(""));
      }
    }
    return new Expectation(
        yaml.line(at), out.required("step"), out.orNull("contains"), out.orNull("equals"), jq);
  }

  private Map<String, Mock> mocks(Mapping test) {
    Map<String, Mock> mocks = new LinkedHashMap<>();
    test.members("mocks")
        .forEach(
            (step, at) -> {
              Mapping mock = mapping(at, "a mock");
              mock.only("body", "throw");
              mocks.put(step, new Mock(mock.orNull("body"), mock.text("throw")));
            });
    return mocks;
  }

  private List<String> outcomes(Mapping test, int events) {
    List<String> outcomes = test.words("outcome");
    for (String outcome : outcomes) {
      if (!OUTCOMES.contains(outcome)) {
        wrong(
            test.at() + "/outcome",
            "'" + outcome + "' is no outcome: " + String.join(", ", OUTCOMES));
      }
    }
    if (outcomes.size() > 1 && outcomes.size() != events) {
      wrong(
          test.at() + "/outcome",
          outcomes.size() + " outcomes for " + events + " events: give one for all, or one each");
    }
    return outcomes;
  }

  private Map<String, String> texts(Mapping mapping, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping.members(key).forEach((name, at) -> texts.put(name, yaml.content().at(at).asText()));
    return texts;
  }

  private Mapping mapping(String at, String what) {
    return new Mapping(yaml, at, what, findings);
  }

  private void wrong(String at, String message) {
    findings.add(yaml.finding(at, message));
  }
}
