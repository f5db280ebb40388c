package io.drover.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.Replayable;
import io.drover.event.CloudEvent;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other systems put on streams, and what they find there. */
@RequiresServers("nats")
class OtherSystemsIT {
  @TempDir private Path store;
  private NatsServer server;
  private Connection connection;
  private BusReplica replica;

  @BeforeEach
  void start() throws Exception {
    server = new NatsServer();
    connection = server.connect();
    replica = new BusReplica(server, "", store);
  }

  @AfterEach
  void stop() throws Exception {
    replica.close();
    connection.close();
    server.close();
  }

  private void makeStream(String name, String subjects) throws Exception {
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name(name).subjects(subjects).build());
  }

  private void publish(String subject, Headers headers, String body) throws Exception {
    connection
        .jetStream()
        .publish(
            NatsMessage.builder()
                .subject(subject)
                .headers(headers)
                .data(body.getBytes(UTF_8))
                .build());
  }

  @Test
  void theBusOfArgoEventsIsRead() throws Exception {
    makeStream("default", "default.*.*");
    List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    replica.start(
        "jetstream:default?subject=default.minio.example",
        "true",
        exchange -> bodies.add(exchange.getMessage().getBody(JsonNode.class)));
    String id = "3664646131663366353433623466326239";
    publish("default.other.example", new Headers().put("Nats-Msg-Id", "1"), "{}");
    publish(
        "default.minio.example",
        new Headers().put("Nats-Msg-Id", id),
        """
        {"specversion":"1.0","id":"%s","source":"minio","type":"minio","subject":"example",
         "datacontenttype":"application/json","time":"2026-07-18T12:00:00.123456789Z",
         "data":{"notification":[{"eventName":"s3:ObjectCreated:Put","s3":{
           "bucket":{"name":"acme"},"object":{"key":"a b.gif","size":3}}}]}}
        """
            .formatted(id));
    await().until(() -> replica.settled("done") == 1);
    assertThat(replica.settled).hasSize(1);
    assertThat(replica.settled.get(0).event())
        .isEqualTo(
            new CloudEvent(id, "minio", "minio", "example", "2026-07-18T12:00:00.123456789Z"));
    assertThat(bodies.get(0).at("/notification/0/s3/object/key").asText()).isEqualTo("a b.gif");
  }

  @Test
  void whatIsSentOnHasTheAttributesOfItsEventAndNothingOfTheMessageItCameBy() throws Exception {
    makeStream("OUT", "out.>");
    replica.start(
        "jetstream:IN?streamSubjects=in.>", "true", e -> {}, "jetstream:OUT?subject=out.y");
    await().until(() -> replica.health("jetstream:uploads.r").isWell());
    Headers headers = new Headers().put("ce-id", "e-1").put("ce-source", "/s").put("ce-type", "t");
    headers.put("ce-subject", "%E2%98%83").put("ce-traceparent", "00-1").put("X-Other", "x");
    headers.put("Nats-Msg-Id", "in-1");
    publish("in.x", headers, "{\"a\":1}");
    await().until(() -> replica.settled("done") == 1);
    Headers sent = sent(1);
    assertThat((Collection<String>) sent.keySet())
        .containsExactlyInAnyOrder(
            "ce-specversion",
            "ce-id",
            "ce-source",
            "ce-type",
            "ce-subject",
            "ce-traceparent",
            "Content-Type",
            "Nats-Msg-Id",
            "Nats-Expected-Stream");
    assertThat(sent.getFirst("ce-subject")).isEqualTo("%E2%98%83");
    assertThat(sent.getFirst("Nats-Expected-Stream")).isEqualTo("OUT");
  }

  private Headers sent(long number) throws Exception {
    JetStreamManagement management = connection.jetStreamManagement();
    return management.getMessage("OUT", number).getHeaders();
  }

  @Test
  void aReplayByForceIsAnotherMessageOfTheSameEvent() throws Exception {
    makeStream("OUT", "out.>");
    replica.start(
        "jetstream:IN?streamSubjects=in.>", "true", e -> {}, "jetstream:OUT?subject=out.y");
    Replayable source = (Replayable) replica.context.getRoute("uploads.r").getConsumer();
    CloudEvent event = new CloudEvent("e-1", "/s", "t", null, null);
    JsonNode data = new ObjectMapper().readTree("{\"a\":1}");
    for (int replay = 0; replay < 2; replay++) {
      CompletableFuture<Object> settled = new CompletableFuture<>();
      source.replay(event, data, replay, settled::complete);
      assertThat(settled.join().toString()).contains("published message " + (replay + 1));
    }
    assertThat(sent(2).getFirst("ce-id")).isEqualTo(sent(1).getFirst("ce-id"));
    assertThat(sent(2).getFirst("Nats-Msg-Id")).isNotEqualTo(sent(1).getFirst("Nats-Msg-Id"));
  }
}
