package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleStateTest {
  private static final String OBJECT =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, uid: u, resourceVersion: "1", generation: 1, labels: {a: b}, managedFields: [{manager: x}]}
      spec: {ports: [{port: 80}]}
      status: {ready: 1}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manager: x|manager: y|true|true",
        "a: b|a: c|false|false",
        "port: 80|port: 81|false|false",
        "ready: 1|ready: 2|false|true",
        "generation: 1|generation: 2|false|true",
        "name: web|name: web, deletionTimestamp: '2026-01-01T00:00:00Z'|false|false",
      })
  void aChangeIsSeenOrNot(String from, String to, boolean alike, boolean alikeWithoutStatus) {
    GenericKubernetesResource after =
        read(OBJECT.replace(from, to).replace("resourceVersion: \"1\"", "resourceVersion: \"2\""));
    assertThat(new VisibleState(true).isSame(read(OBJECT), after)).isEqualTo(alike);
    assertThat(new VisibleState(false).isSame(read(OBJECT), after)).isEqualTo(alikeWithoutStatus);
  }

  private static GenericKubernetesResource read(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
  }
}
