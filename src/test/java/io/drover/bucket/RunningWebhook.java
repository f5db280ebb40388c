package io.drover.bucket;

import io.drover.Drover;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A webhook source of the bucket acme in a Camel context of its own. */
final class RunningWebhook implements AutoCloseable {
  static final String UPLOAD =
      """
      {"Records":[{"eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put",
        "s3":{"bucket":{"name":"acme"},"object":{"key":"a.gif","contentType":"image/gif"}}}]}
      """;

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final HttpClient http = HttpClient.newHttpClient();

  RunningWebhook(Path store, String options, Processor step) throws Exception {
    this(store, options, step, null);
  }

  /**
   * @param options as in an address, each begun by {@code &}
   * @param fetch what answers for Amazon SNS, or null
   */
  RunningWebhook(Path store, String options, Processor step, Fetch fetch) throws Exception {
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    if (fetch != null) {
      context.getComponent("bucket", BucketComponent.class).fetchBy(fetch);
    }
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?bucket=acme&port=0" + options).routeId("uploads").process(step);
          }
        });
    try {
      context.start();
    } catch (Exception e) {
      context.stop();
      throw e;
    }
  }

  URI address() {
    return context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
  }

  /** Posts a body with headers. */
  HttpResponse<String> post(String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    return http.send(request(body, headers), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest request(String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address()).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return request.build();
  }

  @Override
  public void close() {
    context.stop();
  }
}
