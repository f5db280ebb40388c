package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** What the kamelets make of the options of an object store. */
class StoreKameletTest {
  private static final String SECRET = "a+b/c%2F&d=e f{g}";

  @TempDir private Path records;

  private DefaultCamelContext context(String kamelet, String route) throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    var properties = context.getPropertiesComponent();
    properties.addInitialProperty("drover.store", records.toString());
    properties.addInitialProperty("camel.component.kamelet.location", "classpath:kamelets");
    properties.addInitialProperty("camel.kamelet." + kamelet + ".accessKey", "someone");
    properties.addInitialProperty("camel.kamelet." + kamelet + ".secretKey", SECRET);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(route).routeId("uploads").autoStartup(false).to("log:x");
          }
        });
    context.start();
    return context;
  }

  @ParameterizedTest
  @CsvSource({
    "minio-bucket-source,   kamelet:minio-bucket-source?bucket=acme&endpoint=http://minio:9000",
    "webhook-bucket-source, kamelet:webhook-bucket-source?bucket=acme&endpoint=http://minio:9000"
  })
  void keysAreTakenAsTheyAre(String kamelet, String route) throws Exception {
    try (DefaultCamelContext context = context(kamelet, route)) {
      BucketEndpoint endpoint = (BucketEndpoint) endpoint(context);
      AwsCredentials keys = endpoint.getSweep().getStore().credentials().resolveCredentials();
      assertThat(keys.accessKeyId()).isEqualTo("someone");
      assertThat(keys.secretAccessKey()).isEqualTo(SECRET);
      assertThat(endpoint.getEndpointUri()).doesNotContain("c%2F", "c%252F");
    }
  }

  @Test
  void withoutOptionsOfAStoreAWebhookHasNone() throws Exception {
    try (DefaultCamelContext context =
        context("other", "kamelet:webhook-bucket-source?bucket=acme")) {
      BucketEndpoint endpoint = (BucketEndpoint) endpoint(context);
      assertThat(endpoint.getSweep().hasStore()).isFalse();
      assertThat(endpoint.messages().companion()).isNull();
    }
  }

  private static Object endpoint(DefaultCamelContext context) {
    return Set.copyOf(context.getEndpoints()).stream()
        .filter(BucketEndpoint.class::isInstance)
        .findAny()
        .orElseThrow();
  }
}
