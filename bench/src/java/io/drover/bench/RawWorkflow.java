package io.drover.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes Workflows that differ from one that Drover made only where those of two events do: in the
 * name, the event's id and the picture. Cheap, as the raw client pays for it. Thread-safe.
 */
final class RawWorkflow {
  private static final String EVENT_ID = "drover.io/event-id";
  private final GenericKubernetesResource made;
  private final String argument;
  private final String images;
  private final String picture;

  /**
   * @param made as the API server has it
   */
  RawWorkflow(GenericKubernetesResource made) {
    this.made = made;
    argument = made.get("spec", "arguments", "parameters", 0, "name");
    images = made.get("spec", "arguments", "parameters", 0, "value");
    picture = Notifications.picture(Notifications.number(images));
  }

  GenericKubernetesResource number(int number) {
    String id = String.format("%016d", number);
    ObjectMeta old = made.getMetadata();
    Map<String, Object> spec = new HashMap<>(made.<Map<String, Object>>get("spec"));
    String value = images.replace(picture, Notifications.picture(number));
    spec.put("arguments", Map.of("parameters", List.of(Map.of("name", argument, "value", value))));
    GenericKubernetesResource workflow = new GenericKubernetesResource();
    workflow.setApiVersion(made.getApiVersion());
    workflow.setKind(made.getKind());
    workflow.setMetadata(
        new ObjectMetaBuilder()
            .withGenerateName(old.getGenerateName())
            .withName(old.getGenerateName() + id)
            .withNamespace(old.getNamespace())
            .withAnnotations(old.getAnnotations())
            .addToAnnotations(EVENT_ID, id)
            .build());
    workflow.setAdditionalProperty("spec", spec);
    return workflow;
  }
}
