package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AppliedFieldsTest {
  private static final String LIVE =
      """
      metadata:
        name: x
        uid: u
        labels: {ours: a, theirs: b}
        ownerReferences: [{uid: o, name: n}]
        finalizers: [ours/f, theirs/f]
        managedFields:
          - manager: kubectl
            operation: Update
            fieldsV1: {"f:metadata": {"f:labels": {"f:theirs": {}}}}
          - manager: drover
            operation: Apply
            fieldsV1:
              "f:metadata":
                "f:labels": {"f:ours": {}}
                "f:ownerReferences": {"k:{\\"uid\\":\\"o\\"}": {}}
                "f:finalizers": {"v:\\"ours/f\\"": {}}
              "f:spec":
                "f:rules": {}
      spec:
        rules: [{host: h}]
        defaulted: true
      """;

  private static final String DESIRED =
      """
      apiVersion: v1
      kind: X
      metadata:
        name: x
        labels: {ours: a}
        ownerReferences: [{uid: o, name: n}]
        finalizers: [ours/f]
      spec:
        rules: [{host: h}]
      """;

  private static boolean match(String live, String desired) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode liveNode = yaml.readTree(live);
    ObjectNode object = (ObjectNode) yaml.readTree(desired);
    ResourceKind kind = new ResourceKind("", "v1", "X", "xs", false);
    return new AppliedStates().match(liveNode, new DesiredObjects.Desired(kind, "x", object));
  }

  @Test
  void whatOthersOwnAndWhatTheServerSetsDoesNotCount() throws IOException {
    assertThat(match(LIVE, DESIRED)).isTrue();
  }

  @Test
  void anotherValueIsAChange() throws IOException {
    assertThat(match(LIVE, DESIRED.replace("host: h", "host: i"))).isFalse();
    assertThat(match(LIVE.replace("ours: a", "ours: z"), DESIRED)).isFalse();
    assertThat(match(LIVE.replace("name: n", "name: m"), DESIRED)).isFalse();
  }

  @Test
  void aFieldMoreOrLessIsAChange() throws IOException {
    assertThat(match(LIVE, DESIRED + "  more: 1\n")).isFalse();
    assertThat(match(LIVE, DESIRED.replace("  finalizers: [ours/f]\n", ""))).isFalse();
  }

  @Test
  void aFieldThatAnotherTookOverIsAChange() throws IOException {
    assertThat(match(LIVE.replace("\"f:ours\": {}", "\"f:none\": {}"), DESIRED)).isFalse();
  }

  @Test
  void anObjectThatWasNeverAppliedIsAChange() throws IOException {
    assertThat(match(LIVE.replace("manager: drover", "manager: other"), DESIRED)).isFalse();
  }
}
