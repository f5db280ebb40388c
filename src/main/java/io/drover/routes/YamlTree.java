package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML document that knows the line of each value, and finds fault with what YAML readers let
 * pass: a key that stands twice, a tag, a second document. Immutable.
 */
public final class YamlTree {
  private static final int DEEPEST = 100;
  private static final String TOO_DEEP = "it is nested more than " + DEEPEST + " deep";
  private static final int MOST_ALIASES = 50;
  private static final int LONGEST = 3_000_000;

  private final String file;
  private final YamlScalars scalars;
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private JsonNode content = MissingNode.getInstance();
  private int aliases;

  private YamlTree(String file, YamlScalars scalars) {
    this.file = file;
    this.scalars = scalars;
  }

  /**
   * Reads a document. What is wrong with it is in {@link #findings}.
   *
   * @param file its name, for the findings
   */
  public static YamlTree parse(String file, String text) {
    YamlTree tree = new YamlTree(file, YamlScalars.JSON);
    tree.compose(
        text,
        documents -> {
          if (documents.hasNext()) {
            tree.content = tree.convert(documents.next(), "", 0);
          }
          if (documents.hasNext()) {
            tree.fault(
                documents.next(), "a second document begins here: make it a file of its own");
          }
        });
    return tree;
  }

  /**
   * Reads all documents of a file as Kubernetes does. If the file cannot be read to its end, that
   * is what the last one finds.
   */
  static List<YamlTree> manifests(String file, String text) {
    YamlScalars scalars = new KubernetesScalars();
    List<YamlTree> trees = new ArrayList<>();
    YamlTree end = new YamlTree(file, scalars);
    end.compose(
        text,
        documents -> {
          while (documents.hasNext()) {
            YamlTree tree = new YamlTree(file, scalars);
            tree.content = tree.convert(documents.next(), "", 0);
            trees.add(tree);
          }
        });
    if (!end.findings.isEmpty()) {
      trees.add(end);
    }
    return trees;
  }

  private void compose(String text, Consumer<Iterator<Node>> documents) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(LONGEST)
            .setSchema(scalars.schema())
            .build();
    try {
      documents.accept(new Compose(settings).composeAllFromString(text).iterator());
    } catch (MarkedYamlEngineException e) {
      String context =
          e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ": ";
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
      findings.add(new Finding(file, line, context + e.getProblem()));
    } catch (YamlEngineException e) {
      findings.add(new Finding(file, 0, e.getMessage()));
    } catch (StackOverflowError e) { // the parser's own, which has no limit
      findings.add(new Finding(file, 0, TOO_DEEP));
    }
  }

  /** The document as JSON; missing if it is empty or cannot be read. */
  public JsonNode content() {
    return content;
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * The line, from 1, of a member's key or of an item; that of the nearest thing around it if there
   * is no such value.
   *
   * @param pointer a JSON pointer (RFC 6901), such as {@code /tests/0/name}
   */
  public int line(String pointer) {
    Integer line = lines.get(pointer);
    if (line != null) {
      return line;
    }
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? 1 : line(pointer.substring(0, slash));
  }

  /** A finding about a value. */
  public Finding finding(String pointer, String message) {
    return new Finding(file, line(pointer), message);
  }

  /** The pointer of a member or item of what {@code pointer} points at. */
  public static String child(String pointer, Object key) {
    return pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
  }

  private JsonNode convert(Node node, String pointer, int depth) {
    lines.putIfAbsent(pointer, line(node));
    if (depth > DEEPEST) {
      fault(node, TOO_DEEP);
      return JsonNodeFactory.instance.nullNode();
    }
    if (node instanceof AnchorNode anchor) {
      return convert(anchor.getRealNode(), pointer, depth + 1);
    }
    if (node.getAnchor().isPresent() && ++aliases > MOST_ALIASES) {
      fault(node, "more than " + MOST_ALIASES + " uses of anchors");
      return JsonNodeFactory.instance.nullNode();
    }
    if (node instanceof MappingNode mapping) {
      return object(mapping, pointer, depth);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(item, child(pointer, array.size()), depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private ObjectNode object(MappingNode mapping, String pointer, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        fault(member.getKeyNode(), "a key is text");
        continue;
      }
      String name = key(key);
      if (object.has(name)) {
        fault(
            key,
            "the key '"
                + name
                + "' stands twice, first in line "
                + line(child(pointer, name))
                + ": YAML readers drop one of them");
        continue;
      }
      lines.put(child(pointer, name), line(key));
      object.set(name, convert(member.getValueNode(), child(pointer, name), depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode node) {
    try {
      return scalars.value(node.getTag(), node.getValue());
    } catch (IllegalArgumentException e) {
      fault(node, e.getMessage());
      return JsonNodeFactory.instance.textNode(node.getValue());
    }
  }

  private String key(ScalarNode node) {
    try {
      return scalars.key(node.getTag(), node.getValue());
    } catch (IllegalArgumentException e) {
      fault(node, e.getMessage());
      return node.getValue();
    }
  }

  private void fault(Node node, String message) {
    findings.add(new Finding(file, line(node), message));
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
