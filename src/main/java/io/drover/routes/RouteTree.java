package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes of a file and their steps as its text has them, with their lines. Immutable. */
final class RouteTree {
  private static final Set<String> WITHOUT_STEPS = Set.of("parameters", "beans", "properties");
  private static final Set<String> WITH_URI = Set.of("to", "toD", "wireTap", "poll", "kamelet");
  private static final Pattern LITERAL_BLOCK = Pattern.compile(".*[:\\-]\\s+\\|[-+0-9]*\\s*(#.*)?");

  private final RouteFile file;
  private final YamlTree tree;
  private final List<String> lines;
  private final List<RouteStep> heads = new ArrayList<>();
  private final List<RouteStep> steps = new ArrayList<>();

  RouteTree(RouteFile file, YamlTree tree) {
    this.file = file;
    this.tree = tree;
    this.lines = file.text().lines().toList();
    JsonNode items = tree.content();
    for (int i = 0; i < items.size(); i++) {
      for (Entry<String, JsonNode> item : items.get(i).properties()) {
        addHead("/" + i, item.getKey(), item.getValue());
      }
    }
  }

  private void addHead(String item, String name, JsonNode options) {
    String id = options.path("id").asText(null);
    String pointer = YamlTree.child(item, name);
    heads.add(new RouteStep(pointer, name, options, id, true));
    if (!name.equals("routeTemplate") && !WITHOUT_STEPS.contains(name)) {
      collect(pointer, options, id);
    }
  }

  private void collect(String pointer, JsonNode node, String route) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(YamlTree.child(pointer, i), node.get(i), route);
    }
    for (Entry<String, JsonNode> member : node.properties()) {
      String child = YamlTree.child(pointer, member.getKey());
      if (member.getKey().equals("steps") && member.getValue().isArray()) {
        collectSteps(child, member.getValue(), route);
      } else if (!WITHOUT_STEPS.contains(member.getKey())) {
        collect(child, member.getValue(), route);
      }
    }
  }

  private void collectSteps(String pointer, JsonNode list, String route) {
    for (int i = 0; i < list.size(); i++) {
      String item = YamlTree.child(pointer, i);
      for (Entry<String, JsonNode> step : list.get(i).properties()) {
        String child = YamlTree.child(item, step.getKey());
        boolean last = i == list.size() - 1;
        steps.add(new RouteStep(child, step.getKey(), step.getValue(), route, last));
        collect(child, step.getValue(), route);
      }
    }
  }

  /** The members of the list: routes, beans and what else Camel knows there. */
  List<RouteStep> heads() {
    return heads;
  }

  /** All steps of all routes, as they stand; templates of routes have none here. */
  List<RouteStep> steps() {
    return steps;
  }

  /** Where routes take from and send to, as far as the text says it. */
  List<EndpointUse> endpoints() {
    List<EndpointUse> uses = new ArrayList<>();
    for (RouteStep head : heads) {
      if (head.isRoute()) {
        boolean bare = head.name().equals("from");
        String pointer = bare ? head.pointer() : YamlTree.child(head.pointer(), "from");
        JsonNode from = bare ? head.options() : head.options().path("from");
        EndpointUse.of(head, pointer, from).ifPresent(uses::add);
      }
    }
    for (RouteStep step : steps) {
      if (WITH_URI.contains(step.name())) {
        EndpointUse.of(step, step.pointer(), step.options()).ifPresent(uses::add);
      }
    }
    return uses;
  }

  int line(String pointer) {
    return tree.line(pointer);
  }

  /**
   * The line in this file of a line of a script that stands in it; that of its key where its lines
   * are not those of the file.
   */
  int scriptLine(String pointer, int lineOfScript) {
    int line = tree.line(pointer);
    boolean literal = line <= lines.size() && LITERAL_BLOCK.matcher(lines.get(line - 1)).matches();
    return literal ? line + lineOfScript : line;
  }

  String file() {
    return file.name();
  }
}
