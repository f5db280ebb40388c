package io.drover.leader;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.Drover;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused at the start, before anybody asks an API server. */
class LeaderElectionTest {
  private static void start(Config config, Map<String, String> properties) throws Exception {
    try (KubernetesClient client = config == null ? null : Drover.kubernetesClient(config);
        DefaultCamelContext context = new DefaultCamelContext()) {
      if (client != null) {
        context.getRegistry().bind("kubernetesClient", client);
      }
      context.getPropertiesComponent().addInitialProperty("drover.leader-election", "true");
      properties.forEach(context.getPropertiesComponent()::addInitialProperty);
      Drover.install(context);
      context.start();
    }
  }

  private static Config namespace(String name) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("http://127.0.0.1:1/")
        .withNamespace(name)
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lease-seconds          | 10   | lease-seconds=10 must be more than renew-deadline-seconds=10
          renew-deadline-seconds | 15   | lease-seconds=15 must be more than renew-deadline-seconds=15
          renew-deadline-seconds | 2    | renew-deadline-seconds=2, and that more than retry-period-seconds=2
          retry-period-seconds   | 0    | retry-period-seconds=0: a number of seconds from 1 on is needed, such as 2
          lease-seconds          | 15s  | lease-seconds=15s: a number of seconds from 1 on is needed, such as 15
          """)
  void wrongNumbersAreRefused(String name, String value, String message) {
    assertThatThrownBy(
            () -> start(namespace("ns"), Map.of("drover.leader-election." + name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("drover.leader-election.")
        .hasMessageContaining(message);
  }

  @Test
  void anythingButTrueOrFalseIsRefused() {
    assertThatThrownBy(() -> start(namespace("ns"), Map.of("drover.leader-election", "yes")))
        .hasMessage("drover.leader-election=yes: true or false");
  }

  @Test
  void withoutANamespaceItSaysWhichToName() {
    assertThatThrownBy(() -> start(namespace(null), Map.of()))
        .hasMessageStartingWith("drover.leader-election.namespace: name the namespace");
  }

  @Test
  void withoutAClientItSaysWhatToBind() {
    assertThatThrownBy(() -> start(null, Map.of()))
        .hasMessageContaining("bind a KubernetesClient in the Camel registry");
  }
}
