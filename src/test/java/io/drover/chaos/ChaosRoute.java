package io.drover.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The route under test: a Workflow for every version of a picture, and poison of several kinds. */
final class ChaosRoute {
  static final String BUCKET = "acme";
  static final String PREFIX = "thumbnails/";

  private static final String ROUTE =
      """
      - route:
          id: chaos
          from:
      %s
            steps:
              - filter:
                  id: pictures-only
                  expression:
                    jq:
                      expression: >-
                        any(.notification[].s3.object.contentType // ""; startswith("image/"))
                  steps:
                    - transform:
                        id: arguments
                        expression:
                          jq:
                            expression: >-
                              .notification[0].s3.object
                              | {key, versionId: (.versionId // "")}
                              | if (.key | contains("poison-script"))
                                then error("the script refuses poison") else . end
                              | if (.key | contains("poison-argument"))
                                then .undeclared = "x" else . end
                    - to:
                        id: submit
                        uri: kamelet:argo-workflow-sink
                        parameters:
                          manifest: resource:chaos.workflow.yaml
                          namespace: "%s"
      """;

  private static final String WORKFLOW =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata:
        generateName: chaos-
      spec:
        entrypoint: nothing
        arguments:
          parameters:
            - name: key
            - name: versionId
        templates:
          - name: nothing
            suspend: {}
      """;

  private ChaosRoute() {}

  /** The source of its events, with parameters of its kamelet. */
  static String source(String kamelet, Map<String, String> parameters) {
    StringBuilder source = new StringBuilder();
    source.append("      uri: kamelet:").append(kamelet).append("\n      parameters:");
    parameters.forEach(
        (name, value) ->
            source.append("\n        ").append(name).append(": \"").append(value).append('"'));
    return source.toString();
  }

  /** Writes its files into a folder of routes, for a webhook. */
  static void write(Path routes, String namespace) throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("bucket", BUCKET);
    parameters.put("prefix", PREFIX);
    parameters.put("events", "s3:ObjectCreated:*");
    write(routes, namespace, source("webhook-bucket-source", parameters));
  }

  /** Writes its files into a folder of routes. */
  static void write(Path routes, String namespace, String source) throws IOException {
    Files.createDirectories(routes);
    Files.writeString(routes.resolve("chaos.camel.yaml"), ROUTE.formatted(source, namespace));
    Files.writeString(routes.resolve("chaos.workflow.yaml"), WORKFLOW);
  }
}
