package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.bucket.BucketComponent;
import io.drover.routes.RouteFile;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that splits a notification: each part has an action of its own. */
class SplitRouteTest {
  private static final String ROUTE =
      """
      - route:
          id: each
          from:
            uri: kamelet:webhook-bucket-source
            parameters: {bucket: acme}
            steps:
              - split:
                  id: records
                  expression: {jq: {expression: .notification}}
                  steps:
                    - transform:
                        id: keys
                        expression: {jq: {expression: "[.s3.object.key, \\"second\\"]"}}
                    - split:
                        id: twice
                        expression: {jq: {expression: .}}
                        steps:
                          - transform:
                              id: arguments
                              expression: {jq: {expression: "{images: .}"}}
                          - to:
                              id: submit
                              uri: kamelet:argo-workflow-sink
                              parameters:
                                manifest: resource:thumbnails.workflow.yaml
                                namespace: argo
      """;

  @TempDir private Path store;

  @Test
  void partsOfPartsHaveNamesOfTheirOwnAndComeOnce() throws Exception {
    TestClusters.Cluster cluster = TestClusters.embedded();
    try (KubernetesClient client = cluster.newClient();
        Application application =
            new Application(
                List.of(new RouteFile("each.camel.yaml", ROUTE)), cluster.newClient())) {
      CamelContext context =
          application
              .property("drover.store", store.toString())
              .property("camel.kamelet.webhook-bucket-source.port", "0")
              .start();
      WebhookSender sender =
          new WebhookSender(
              context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0),
              null);
      String notification = twoRecords();
      assertThat(sender.post(notification).body()).isEqualTo("{\"outcome\":\"done\"}");
      assertThat(sender.post(notification).body()).contains("duplicate");
      assertThat(
              client
                  .genericKubernetesResources("argoproj.io/v1alpha1", "Workflow")
                  .inNamespace("argo")
                  .list()
                  .getItems())
          .extracting(w -> w.getMetadata().getAnnotations().get("drover.io/part"))
          .containsExactlyInAnyOrder("0.0", "0.1", "1.0", "1.1");
    }
    cluster.close();
  }

  private static String twoRecords() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode first = (ObjectNode) json.readTree(WebhookSender.upload("a.gif", 1));
    ObjectNode second = (ObjectNode) json.readTree(WebhookSender.upload("b.gif", 2));
    ((ArrayNode) first.get("Records")).add(second.at("/Records/0"));
    return first.toString();
  }
}
