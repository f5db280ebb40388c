package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;

/**
 * An expression that a step has, in the text of the route or in a file that it names.
 *
 * @param pointer where its text stands
 * @param text the expression, or {@code resource:NAME}
 */
record Script(RouteStep step, String language, String pointer, String text) {
  private static final String RESOURCE = "resource:";

  /** Languages in which braces may be code; in the others they only are Camel's placeholders. */
  private static final Set<String> LANGUAGES =
      Set.of("jq", "groovy", "js", "java", "joor", "mvel", "ognl", "python", "spel", "datasonnet");

  private static final Set<String> NO_EXPRESSIONS =
      Set.of("steps", "parameters", "beans", "from", "properties");

  boolean isFile() {
    return text.startsWith(RESOURCE);
  }

  /** How messages call the file that it is in. */
  String fileName() {
    return text.substring(RESOURCE.length());
  }

  /** Those of all steps, without those of templates. */
  static List<Script> all(RouteTree routes) {
    List<Script> scripts = new ArrayList<>();
    for (RouteStep head : routes.heads()) {
      if (!head.name().equals("routeTemplate") && !head.name().equals("beans")) {
        scripts.addAll(of(head));
      }
    }
    routes.steps().forEach(step -> scripts.addAll(of(step)));
    return scripts;
  }

  /** Those of a step, without those of the steps below it. */
  static List<Script> of(RouteStep step) {
    List<Script> scripts = new ArrayList<>();
    collect(step, step.pointer(), step.options(), scripts);
    return scripts;
  }

  private static void collect(RouteStep step, String pointer, JsonNode node, List<Script> into) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(step, YamlTree.child(pointer, i), node.get(i), into);
    }
    for (Entry<String, JsonNode> member : node.properties()) {
      String key = member.getKey();
      String child = YamlTree.child(pointer, key);
      JsonNode value = member.getValue();
      if (LANGUAGES.contains(key)) {
        add(step, key, child, value, into);
      } else if (key.equals("language") && value.isObject()) {
        add(step, value.path("language").asText(), child, value, into);
      } else if (!NO_EXPRESSIONS.contains(key)) {
        collect(step, child, value, into);
      }
    }
  }

  private static void add(
      RouteStep step, String language, String pointer, JsonNode value, List<Script> into) {
    if (value.isTextual()) {
      into.add(new Script(step, language, pointer, value.asText()));
    } else if (value.path("expression").isTextual()) {
      String child = YamlTree.child(pointer, "expression");
      into.add(new Script(step, language, child, value.path("expression").asText()));
    }
  }
}
