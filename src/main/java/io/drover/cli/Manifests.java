package io.drover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Kubernetes objects as YAML. */
final class Manifests {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  /** What the API server adds for itself. */
  private static final List<String> BOOK_KEEPING =
      List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields");

  /** The kinds that the bundled routes make, with their apiVersions. */
  static final Map<String, String> MADE_KINDS =
      Map.of("Workflow", "argoproj.io/v1alpha1", "Ingress", "networking.k8s.io/v1");

  private Manifests() {}

  /**
   * The objects of a file.
   *
   * @throws UsageException if it is not YAML, or a document is no Kubernetes object
   */
  static List<GenericKubernetesResource> read(String file, String text) {
    List<GenericKubernetesResource> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNextValue()) {
        JsonNode document = documents.nextValue();
        if (document.isNull()) {
          continue;
        }
        if (document.path("apiVersion").asText().isEmpty()
            || document.path("kind").asText().isEmpty()
            || document.at("/metadata/name").asText().isEmpty()) {
          throw new UsageException(file + ": a document lacks apiVersion, kind or metadata.name");
        }
        objects.add(YAML.convertValue(document, GenericKubernetesResource.class));
      }
    } catch (IOException e) {
      throw mistake(file, e);
    } catch (IllegalArgumentException e) { // such as labels that are a list
      throw e.getCause() instanceof IOException cause ? mistake(file, cause) : e;
    }
    return objects;
  }

  private static UsageException mistake(String file, IOException failure) {
    String where = file;
    String what = failure.getMessage();
    if (failure.getCause() instanceof MarkedYAMLException yaml) {
      where += ":" + (yaml.getProblemMark().getLine() + 1);
      what = (yaml.getContext() == null ? "" : yaml.getContext() + ": ") + yaml.getProblem();
    } else if (failure instanceof JsonMappingException json) {
      what = member(json) + ": " + json.getOriginalMessage();
    } else if (failure instanceof JsonProcessingException json) {
      what = json.getOriginalMessage();
    }
    return new UsageException(where + ": " + what.replaceAll("\\s*\\R\\s*", " "), failure);
  }

  /** Such as {@code metadata.labels}. */
  private static String member(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  static String namespace(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return namespace == null ? "default" : namespace;
  }

  /** The Workflows and Ingresses that Drover made, oldest first. */
  static List<HasMetadata> made(KubernetesClient client) {
    List<HasMetadata> objects = new ArrayList<>();
    MADE_KINDS.forEach(
        (kind, apiVersion) ->
            client
                .genericKubernetesResources(apiVersion, kind)
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(objects::add));
    objects.removeIf(object -> !isMade(object));
    objects.sort(Comparator.comparing(o -> Long.parseLong(o.getMetadata().getResourceVersion())));
    return objects;
  }

  /** Whether a route made it. */
  static boolean isMade(HasMetadata object) {
    return object.getMetadata().getAnnotations() != null
        && object.getMetadata().getAnnotations().containsKey("drover.io/route");
  }

  /** Without what the API server adds for itself. */
  static String yaml(HasMetadata object) {
    ObjectNode json = YAML.valueToTree(object);
    ((ObjectNode) json.get("metadata")).remove(BOOK_KEEPING);
    return yaml(json);
  }

  static String yaml(JsonNode json) {
    try {
      return YAML.writeValueAsString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
