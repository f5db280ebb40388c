package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** That Argo Events is given the same work as Drover. */
class SensorReaderTest {
  @Test
  void aSensorHasTheScriptAndTheWorkflowOfTheRouteAndOneTrigger() throws Exception {
    JsonNode sensor = SensorReader.sensor("argo", "workflow", true);
    assertThat(sensor.at("/spec/dependencies/0/transform/script").asText())
        .contains("event.images = images");
    JsonNode triggers = sensor.at("/spec/triggers");
    assertThat(triggers).hasSize(1);
    assertThat(triggers.at("/0/atLeastOnce").asBoolean()).isTrue();
    assertThat(triggers.at("/0/template/k8s/source/resource/metadata/generateName").asText())
        .isEqualTo("script-resize-wf-");
    assertThat(triggers.at("/0/template/k8s/source/resource/spec/arguments/parameters/0/name"))
        .hasToString("\"images\"");
  }

  @Test
  void itsEventsTellOfTheSameUploadsWithPlainKeys() throws Exception {
    Notifications notifications = new Notifications();
    JsonNode event = new ObjectMapper().readTree(notifications.onArgosBus(12));
    assertThat(event.at("/data/notification/0/s3/object/key").asText())
        .isEqualTo("thumbnails/bear-00000012.gif");
    assertThat(event.get("id").asText()).isEqualTo("00000012000000000000000000000000");
    JsonNode sent = new ObjectMapper().readTree(notifications.upload(12));
    assertThat(sent.at("/Records/0/s3/object/contentType"))
        .isEqualTo(event.at("/data/notification/0/s3/object/contentType"));
  }
}
