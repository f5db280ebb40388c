package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.routes.RouteFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookTwinTest {
  @Test
  void onlyIdsAndTheSourceDiffer() throws Exception {
    RouteFile file = RouteFile.bundled("thumbnails");
    RouteFile twin = WebhookTwin.of(file);
    assertThat(twin.name()).isEqualTo("bundled thumbnails-webhook.camel.yaml");
    JsonNode route = new YAMLMapper().readTree(twin.text()).at("/0/route");
    assertThat(route.at("/from/uri").asText()).isEqualTo("kamelet:webhook-bucket-source");
    assertThat(route.findValuesAsText("id"))
        .isEqualTo(
            List.of(
                "thumbnails-webhook",
                "pictures-only-webhook",
                "list-images-webhook",
                "log-webhook",
                "arguments-webhook",
                "submit-webhook"));
    JsonNode original = new YAMLMapper().readTree(file.text()).at("/0/route");
    assertThat(route.findValue("filter").get("expression"))
        .isEqualTo(original.findValue("filter").get("expression"));
    assertThat(route.at("/from/parameters")).isEqualTo(original.at("/from/parameters"));
  }
}
