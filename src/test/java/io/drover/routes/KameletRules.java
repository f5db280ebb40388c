package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

/** What makes a kamelet: the rules of Camel's catalog, and those that CONTRIBUTING.md adds. */
final class KameletRules {
  /**
   * @param name says what holds
   * @param faults what of a kamelet breaks it
   */
  record Rule(String name, Check faults) {}

  interface Check {
    Stream<String> of(Kamelet kamelet);
  }

  private static final String ICON = "data:image/svg+xml;base64,";

  /** The name of a file that holds one is none. */
  private static final Pattern SECRET =
      Pattern.compile("(?!.*File$).*(token|password|secret).*", Pattern.CASE_INSENSITIVE);

  private static final Pattern TITLE = Pattern.compile("(\\p{Lu}\\w* )+(Source|Sink|Action)");

  private final String version;

  /**
   * @param version of the project
   */
  KameletRules(String version) {
    this.version = version;
  }

  List<Rule> rules() {
    return List.of(
        new Rule("the file is named for it", KameletRules::fileName),
        new Rule("it is a Kamelet", KameletRules::kind),
        new Rule("its label says its type", KameletRules::typeLabel),
        new Rule("all annotations are there", KameletRules::annotations),
        new Rule("its icon is SVG", KameletRules::icon),
        new Rule("it is of the catalog of this version", this::catalogVersion),
        new Rule("its title is capitalised and ends with its type", KameletRules::title),
        new Rule("a description is a sentence", KameletRules::descriptions),
        new Rule("what is required is a property", KameletRules::required),
        new Rule("a property is required or has a default", KameletRules::defaults),
        new Rule("a property has a title and a type", KameletRules::titleAndType),
        new Rule("a default is of the property's type", KameletRules::defaultType),
        new Rule("a secret is marked", KameletRules::secretIsMarked),
        new Rule("a secret is taken as it is", KameletRules::secretIsRaw),
        new Rule("a property is used", KameletRules::propertyIsUsed),
        new Rule("a placeholder is a property or a bean", KameletRules::placeholders),
        new Rule("a bean has no step's id", KameletRules::beans),
        new Rule("its dependencies can be resolved", this::dependencies),
        new Rule("it is wired to the route that uses it", KameletRules::wiring),
        new Rule("a step has an id", KameletRules::stepIds),
        new Rule("a source says its media type", KameletRules::mediaType),
        new Rule("its template is Camel YAML", KameletRules::template));
  }

  private static Stream<String> fileName(Kamelet k) {
    boolean named = k.name().matches("[a-z][a-z-]*-(source|sink|action)");
    return faultUnless(named && k.file().equals(k.name() + ".kamelet.yaml"), k.name());
  }

  private static Stream<String> kind(Kamelet k) {
    String kind = k.text("/apiVersion") + " " + k.text("/kind");
    return faultUnless(kind.equals("camel.apache.org/v1 Kamelet"), kind);
  }

  private static Stream<String> typeLabel(Kamelet k) {
    String label = k.tree().at("/metadata/labels").path("camel.apache.org/kamelet.type").asText();
    return faultUnless(label.equals(k.type()), label);
  }

  private static Stream<String> annotations(Kamelet k) {
    String level = k.annotation("kamelet.support.level");
    return Stream.concat(
        Stream.of("provider", "kamelet.group", "kamelet.namespace")
            .filter(name -> k.annotation(name).isBlank()),
        faultUnless(Set.of("Preview", "Stable").contains(level), "support level " + level));
  }

  private static Stream<String> icon(Kamelet k) {
    String icon = k.annotation("kamelet.icon");
    if (!icon.startsWith(ICON)) {
      return Stream.of("it does not begin with " + ICON);
    }
    try {
      byte[] svg = Base64.getDecoder().decode(icon.substring(ICON.length()));
      DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
      parsers.setNamespaceAware(true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = parsers.newDocumentBuilder();
      builder.setErrorHandler(null);
      var root = builder.parse(new ByteArrayInputStream(svg)).getDocumentElement();
      String name = root.getNamespaceURI() + " " + root.getLocalName();
      return faultUnless(name.equals("http://www.w3.org/2000/svg svg"), name);
    } catch (Exception e) {
      return Stream.of(e.toString());
    }
  }

  private Stream<String> catalogVersion(Kamelet k) {
    return faultUnless(k.annotation("catalog.version").equals(version), "not " + version);
  }

  private static Stream<String> title(Kamelet k) {
    String title = k.text("/spec/definition/title");
    boolean ends = title.toLowerCase(Locale.ROOT).endsWith(" " + k.type());
    return faultUnless(ends && TITLE.matcher(title).matches(), title);
  }

  private static Stream<String> descriptions(Kamelet k) {
    Predicate<JsonNode> sentence = n -> n.path("description").asText().matches("\\p{Lu}.*\\.");
    return Stream.concat(
        faultUnless(sentence.test(k.tree().at("/spec/definition")), "the kamelet's"),
        properties(k, property -> !sentence.test(property.getValue())));
  }

  private static Stream<String> required(Kamelet k) {
    return k.required().stream().filter(name -> !k.propertyNames().contains(name));
  }

  /** A property without a value would be looked up among environment variables. */
  private static Stream<String> defaults(Kamelet k) {
    return properties(k, p -> p.getValue().has("default") == k.required().contains(p.getKey()));
  }

  private static Stream<String> titleAndType(Kamelet k) {
    Set<String> types = Set.of("string", "integer", "number", "boolean");
    return Stream.concat(
        faultUnless(k.text("/spec/definition/type").equals("object"), "the definition"),
        properties(
            k,
            p ->
                p.getValue().path("title").asText().isBlank()
                    || !types.contains(p.getValue().path("type").asText())));
  }

  private static Stream<String> defaultType(Kamelet k) {
    return properties(
        k,
        p -> {
          JsonNode value = p.getValue().path("default");
          return !value.isMissingNode()
              && !switch (p.getValue().path("type").asText()) {
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                default -> false;
              };
        });
  }

  private static Stream<String> secretIsMarked(Kamelet k) {
    return secrets(k)
        .filter(
            p ->
                !p.getValue().path("format").asText().equals("password")
                    || Kamelet.texts(p.getValue().path("x-descriptors"))
                        .noneMatch("urn:camel:group:credentials"::equals))
        .map(Entry::getKey);
  }

  /** Otherwise Camel decodes and interprets what is in it. */
  private static Stream<String> secretIsRaw(Kamelet k) {
    return secrets(k)
        .map(Entry::getKey)
        .filter(
            name ->
                Kamelet.texts(k.from())
                    .filter(text -> text.contains("{{" + name + "}}"))
                    .anyMatch(text -> !text.equals("RAW({{" + name + "}})")));
  }

  private static Stream<Entry<String, JsonNode>> secrets(Kamelet k) {
    return k.properties().stream()
        .filter(p -> SECRET.matcher(p.getKey()).matches())
        .filter(p -> !p.getKey().endsWith("File")); // which names where one is
  }

  private static Stream<String> propertyIsUsed(Kamelet k) {
    return properties(k, p -> !k.placeholders().contains(p.getKey()));
  }

  /** A {@code {{?x}}} is none either: without a value it is an environment variable's. */
  private static Stream<String> placeholders(Kamelet k) {
    return k.placeholders().stream()
        .filter(name -> !k.propertyNames().contains(name) && !k.beans().contains(name));
  }

  private static Stream<String> beans(Kamelet k) {
    return k.steps().map(step -> step.getValue().path("id").asText()).filter(k.beans()::contains);
  }

  private Stream<String> dependencies(Kamelet k) {
    List<String> all = Kamelet.texts(k.tree().at("/spec/dependencies")).toList();
    return Stream.concat(
        Stream.of("camel:kamelet", "mvn:io.drover:drover:" + version)
            .filter(needed -> !all.contains(needed)),
        all.stream().filter(name -> !name.matches("camel:[a-z0-9-]+|mvn:[^:]+:[^:]+:[^:]+")));
  }

  private static Stream<String> wiring(Kamelet k) {
    boolean fromRoute = k.from().path("uri").asText().equals("kamelet:source");
    if (!k.type().equals("source")) {
      return faultUnless(fromRoute, "it does not begin with kamelet:source");
    }
    JsonNode steps = k.from().path("steps");
    boolean toRoute = steps.path(steps.size() - 1).at("/to/uri").asText().equals("kamelet:sink");
    return faultUnless(toRoute && !fromRoute, "it does not end with kamelet:sink");
  }

  private static Stream<String> stepIds(Kamelet k) {
    return k.steps()
        .filter(step -> step.getValue().path("id").asText().isBlank())
        .map(Entry::getKey);
  }

  private static Stream<String> mediaType(Kamelet k) {
    boolean says = k.text("/spec/types/out/mediaType").matches("\\w+/[\\w.+-]+");
    return faultUnless(says || !k.type().equals("source"), "no types.out.mediaType");
  }

  private static Stream<String> template(Kamelet k) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    JsonNode routes = json.arrayNode().add(json.objectNode().set("from", k.from()));
    return YamlDsl.faults(routes).stream().map(Object::toString);
  }

  private static Stream<String> properties(Kamelet k, Predicate<Entry<String, JsonNode>> broken) {
    return k.properties().stream().filter(broken).map(Entry::getKey);
  }

  private static Stream<String> faultUnless(boolean holds, String fault) {
    return holds ? Stream.empty() : Stream.of(fault);
  }
}
