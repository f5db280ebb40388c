package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Workflow that a route submits, before it has arguments and a name. Immutable. */
final class WorkflowManifest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private final String file;
  private final ObjectNode content;

  private WorkflowManifest(String file, ObjectNode content) {
    this.file = file;
    this.content = content;
  }

  /**
   * @param file its name, for messages
   * @throws IllegalArgumentException if it is no Workflow, or has no metadata.generateName
   */
  static WorkflowManifest read(String file, InputStream in) {
    JsonNode read;
    try {
      read = YAML.readTree(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    if (!read.path("kind").asText().equals("Workflow")
        || !read.path("apiVersion").asText().equals("argoproj.io/v1alpha1")) {
      throw new IllegalArgumentException(
          file + ": expected apiVersion: argoproj.io/v1alpha1, kind: Workflow");
    }
    if (read.at("/metadata/generateName").asText().isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": metadata.generateName is missing; Drover appends what makes each event's"
              + " Workflow a different one");
    }
    return new WorkflowManifest(file, (ObjectNode) read);
  }

  /** metadata.namespace, or null. */
  String namespace() {
    return content.at("/metadata/namespace").asText(null);
  }

  /**
   * A Workflow with these arguments.
   *
   * @throws PermanentException if they are not those that the manifest declares, or if one holds
   *     what the Workflow controller would take for a template tag
   */
  ObjectNode submission(JsonNode arguments, ActionIdentity identity) {
    if (!arguments.isObject()) {
      throw new PermanentException(
          "the body must be a JSON object, a member for each argument of "
              + file
              + "; it is of type "
              + arguments.getNodeType());
    }
    ObjectNode workflow = content.deepCopy();
    fill(workflow, arguments);
    ObjectNode metadata = (ObjectNode) workflow.get("metadata");
    metadata.put("name", identity.name(metadata.get("generateName").asText()));
    ObjectNode annotations = metadata.withObjectProperty("annotations");
    identity.annotations().forEach(annotations::put);
    return workflow;
  }

  private void fill(ObjectNode workflow, JsonNode arguments) {
    JsonNode declared = workflow.at("/spec/arguments/parameters");
    List<String> names = new ArrayList<>();
    if (declared instanceof ArrayNode) {
      for (JsonNode parameter : declared) {
        String name = parameter.path("name").asText();
        names.add(name);
        if (arguments.has(name)) {
          ((ObjectNode) parameter).put("value", text(name, arguments.get(name)));
        } else if (!parameter.has("value") && !parameter.has("valueFrom")) {
          throw new PermanentException(
              "the body has no member '" + name + "', an argument of " + file + " without a value");
        }
      }
    }
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      if (!names.contains(argument.getKey())) {
        throw new PermanentException(
            "the body has the member '"
                + argument.getKey()
                + "', which "
                + file
                + " does not declare in spec.arguments.parameters; it declares "
                + names);
      }
    }
  }

  private static String text(String name, JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    if (text.contains("{{")) {
      throw new PermanentException(
          "argument '"
              + name
              + "' holds '{{', which the Workflow controller would replace: rename"
              + " the object; docs/troubleshooting.md#tag-in-name");
    }
    return text;
  }
}
