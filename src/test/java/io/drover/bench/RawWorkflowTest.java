package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/** That the raw client creates what Drover would. */
class RawWorkflowTest {
  private static final String MADE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata:
        generateName: script-resize-wf-
        name: script-resize-wf-aaaaaaaaaaaaaaaa
        namespace: argo
        annotations: {drover.io/event-id: bbbbbbbbbbbbbbbb, drover.io/route: thumbnails}
      spec:
        entrypoint: resize-all
        arguments:
          parameters:
            - {name: images, value: '[{"imageName":"bear-00000007.gif"}]'}
      """;

  @Test
  void itDiffersInNameIdAndPictureOnly() {
    KubernetesSerialization json = new KubernetesSerialization();
    GenericKubernetesResource made = json.unmarshal(MADE, GenericKubernetesResource.class);
    made.getMetadata().setUid("given by the server");
    String expected =
        MADE.replace("aaaaaaaaaaaaaaaa", "0000000000000012")
            .replace("bbbbbbbbbbbbbbbb", "0000000000000012")
            .replace("bear-00000007.gif", "bear-00000012.gif");
    assertThat(json.convertValue(new RawWorkflow(made).number(12), JsonNode.class))
        .isEqualTo(json.unmarshal(expected, JsonNode.class));
  }
}
