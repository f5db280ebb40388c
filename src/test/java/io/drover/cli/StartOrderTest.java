package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import io.drover.bucket.BucketComponent;
import io.drover.demo.EmbeddedKubernetes;
import io.drover.routes.RouteFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.Test;

/** Every action of every route is ready before the first source takes events. */
class StartOrderTest {
  /** A component whose actions note, when they start, which webhooks are open. */
  private static final class Noting extends DefaultComponent {
    private final List<List<URI>> openAtStart = new ArrayList<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          return new DefaultProducer(this) {
            @Override
            protected void doStart() {
              openAtStart.add(addresses(getEndpoint().getCamelContext()));
            }

            @Override
            public void process(Exchange exchange) {}
          };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  private static List<URI> addresses(CamelContext context) {
    return context.getComponent("bucket", BucketComponent.class).webhookAddresses();
  }

  private static String route(String id) {
    return """
    - route:
        id: %s
        from:
          uri: kamelet:webhook-bucket-source
          parameters: {bucket: %s, port: 0}
          steps:
            - to: {id: %s-act, uri: "noting:it"}
            - filter:
                id: %s-filter
                expression: {jq: {expression: "true"}}
                steps:
                  - to: {id: %s-later, uri: "noting:other"}
    """
        .formatted(id, id, id, id, id);
  }

  @Test
  void noWebhookIsOpenUntilAllActionsHaveStarted() {
    Noting noting = new Noting();
    List<RouteFile> files =
        List.of(
            new RouteFile("a.camel.yaml", route("a")), new RouteFile("b.camel.yaml", route("b")));
    try (EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start();
        Application application =
            new Application(files, Drover.kubernetesClient(kubernetes.config()))
                .bean("noting-component", noting)) {
      CamelContext context = application.start();
      assertThat(addresses(context)).hasSize(2);
      assertThat(noting.openAtStart).isNotEmpty().allMatch(List::isEmpty);
    }
  }
}
