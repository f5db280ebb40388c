package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.servers.NatsOperator;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.nats.client.Connection;
import io.nats.client.NKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How servers are told who asks, with files that are changed while Drover runs. */
@RequiresServers("nats")
class NatsCredentialsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final JetStreamComponent component = new JetStreamComponent();
  private NatsServer server;

  @AfterEach
  void stop() {
    context.stop();
    server.close();
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("secret"), content);
  }

  private void start(BiConsumer<JetStreamComponent, String> credentials, Path file)
      throws Exception {
    start(server.url(), credentials, file);
  }

  private void start(String servers, BiConsumer<JetStreamComponent, String> credentials, Path file)
      throws Exception {
    context
        .getPropertiesComponent()
        .addInitialProperty("drover.store", folder.resolve("store").toString());
    component.setServers(servers);
    credentials.accept(component, file.toString());
    context.addComponent("jetstream", component);
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jetstream:S?streamSubjects=s.>").routeId("r").to("log:done?level=DEBUG");
          }
        });
    context.start();
  }

  private HealthDetail health() {
    return context.getRegistry().findByType(HealthDetail.class).stream()
        .filter(detail -> detail.name().equals("jetstream:r"))
        .findFirst()
        .orElseThrow();
  }

  /** By Drover's own connection, which is the one that is let in. */
  private void publish() throws Exception {
    Connection connection = component.link().connection();
    connection.jetStream().publish("s.x", "{}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenThatIsWrongIsSaidAndOneThatIsChangedInItsFileIsTaken() throws Exception {
    server = new NatsServer("authorization { token: first-token }");
    start(JetStreamComponent::setTokenFile, file("wrong-token\n"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(health().data().get("trouble").toString()).contains("uthoriz"));
    assertThat(health().data().toString()).doesNotContain("wrong-token");
    file("first-token\n");
    await().atMost(LONG).until(() -> health().isWell());
    publish();
    await().until(() -> settled.size() == 1);

    file("second-token\n");
    server.close();
    server.start("authorization { token: second-token }");
    await().atMost(LONG).untilAsserted(this::publish);
    await().atMost(LONG).until(() -> settled.size() >= 2);
  }

  @Test
  void anNkeySignsWhatTheServerAsks() throws Exception {
    NKey key = NKey.createUser(null);
    String user = new String(key.getPublicKey());
    server = new NatsServer("authorization { users: [ { nkey: " + user + " } ] }");
    start(JetStreamComponent::setNkeyFile, file(new String(key.getSeed())));
    await().atMost(LONG).until(() -> health().isWell());
    publish();
    await().until(() -> settled.size() == 1);
  }

  @Test
  void credentialsOfAnOperatorsAccountAreTakenAndThoseThatReplaceThem() throws Exception {
    NatsOperator first = new NatsOperator();
    server = new NatsServer(first.configuration());
    Path file = file(new NatsOperator().credentials());
    start(JetStreamComponent::setCredentialsFile, file);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(health().data().get("trouble").toString()).contains("uthoriz"));
    file(first.credentials());
    await().atMost(LONG).until(() -> health().isWell());
    publish();
    await().until(() -> settled.size() == 1);

    NatsOperator second = new NatsOperator();
    file(second.credentials());
    server.close();
    server.start(second.configuration());
    await().atMost(LONG).ignoreExceptions().untilAsserted(this::publish);
    await().atMost(LONG).until(() -> settled.size() >= 2);
  }

  @Test
  void aPasswordInAnAddressIsNeverShown() throws Exception {
    server = new NatsServer("authorization { user: u, password: right }");
    String servers = server.url().replace("//", "//u:a-wrong-password@");
    start(servers, (link, unused) -> {}, file(""));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(health().data().get("trouble").toString()).contains(server.url()));
    assertThat(health().data().toString()).doesNotContain("a-wrong-password");
  }
}
