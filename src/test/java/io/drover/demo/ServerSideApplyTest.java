package io.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
  private static ObjectNode yaml(String text) throws IOException {
    return (ObjectNode) new YAMLMapper().readTree(text);
  }

  @Test
  void whatIsAppliedNoMoreGoesAndWhatOthersSetStays() throws IOException {
    ObjectNode first = yaml("{metadata: {name: x, labels: {a: '1', b: '1'}}, spec: {c: 1}}");
    ObjectNode live = ServerSideApply.merge(first.deepCopy(), first, "m");
    ((ObjectNode) live.at("/metadata/labels")).put("theirs", "2");
    ObjectNode second = yaml("{metadata: {name: x, labels: {a: '3'}}, spec: {d: 4}}");
    ObjectNode merged = ServerSideApply.merge(live, second, "m");
    assertThat(merged.at("/metadata/labels")).isEqualTo(yaml("{a: '3', theirs: '2'}"));
    assertThat(merged.at("/spec")).isEqualTo(yaml("{d: 4}"));
    assertThat(merged.at("/metadata/managedFields")).hasSize(1);
  }

  @Test
  void applyingTheSameChangesNothing() throws IOException {
    ObjectNode applied = yaml("{metadata: {name: x}, spec: {c: [1, 2]}}");
    ObjectNode live = ServerSideApply.merge(applied.deepCopy(), applied, "m");
    assertThat(ServerSideApply.merge(live, applied, "m")).isEqualTo(live);
  }
}
