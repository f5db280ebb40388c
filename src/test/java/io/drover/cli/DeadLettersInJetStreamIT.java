package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlements;
import io.drover.jetstream.Replica;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import io.nats.client.Connection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that ask a running Drover for something, by a store in JetStream. */
@RequiresServers("nats")
class DeadLettersInJetStreamIT {
  private final NatsServer server = new NatsServer();
  private final AtomicBoolean mended = new AtomicBoolean();
  @TempDir private Path folder;
  private Replica replica;
  private String config;
  private String out;

  @BeforeEach
  void start() throws Exception {
    Path file = folder.resolve("drover.properties");
    Files.writeString(
        file,
        "drover.store=jetstream:shared\ncamel.component.jetstream.servers=" + server.url() + "\n");
    config = file.toString();
    replica =
        new Replica(
            server,
            "shared",
            "uploads",
            "a",
            exchange -> {
              if (!mended.get()) {
                throw new PermanentException("mend it");
              }
            });
    Connection connection = server.connect();
    try {
      await()
          .ignoreExceptions()
          .until(
              () -> {
                byte[] json = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
                return connection.jetStream().publish("uploads.x", json) != null;
              });
    } finally {
      connection.close();
    }
    await().until(() -> replica.outcomes().contains("dead"));
  }

  @AfterEach
  void stop() {
    replica.close();
    server.close();
  }

  private int run(Object command, String... arguments) {
    StringWriter text = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config));
    int exit =
        new CommandLine(command)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(text, true))
            .execute(all.toArray(String[]::new));
    out = text.toString();
    return exit;
  }

  private int deadLetters(String... arguments) {
    return run(new DeadLettersCommand(), arguments);
  }

  private JsonNode list() throws Exception {
    assertThat(deadLetters("list", "--output", "json")).isZero();
    return new ObjectMapper().readTree(out);
  }

  @Test
  void theyAreListedShownAndReplayed() throws Exception {
    String id = list().get(0).get("id").asText();
    assertThat(deadLetters("list")).isZero();
    assertThat(out).contains(id, "mend it", "1 dead letters in jetstream:shared at nats://");
    assertThat(deadLetters("show", id)).isZero();
    assertThat(out).contains("\"droverreason\" : \"mend it\"");
    assertThat(deadLetters("replay", id)).isEqualTo(1);
    assertThat(out).contains("0 of 1 are gone.");
    mended.set(true);
    assertThat(deadLetters("replay", "--all", "--force")).isZero();
    assertThat(out).contains("1 of 1 are gone.");
    assertThat(list()).isEmpty();
    assertThat(replica.outcomes()).containsExactly("dead", "dead", "done");
  }

  @Test
  void oneIsDroppedAlsoOnceADroverRunsAgain() throws Exception {
    replica.close();
    assertThat(deadLetters("drop", "--all")).isZero();
    assertThat(out).contains("done when a Drover runs with this store");
    replica = new Replica(server, "shared", "uploads", "a", exchange -> {});
    await().atMost(Duration.ofSeconds(20)).until(() -> list().isEmpty());
  }

  @Test
  void removalsAreAllowed() {
    AtomicBoolean allowed = new AtomicBoolean();
    Settlements.of(replica.context()).removals().register("objects", () -> allowed.set(true));
    assertThat(run(new AllowDeletesCommand(), "none", "--wait", "1")).isEqualTo(1);
    assertThat(run(new AllowDeletesCommand(), "objects")).isZero();
    assertThat(allowed).isTrue();
  }

  @Test
  void aStoreThatIsNotThereIsSaid() {
    String[] all = {"dead-letters", "list", "--config", config, "--store", "jetstream:other"};
    assertThat(Main.run(all)).isEqualTo(2);
    assertThat(Main.run("dead-letters", "list", "--store", "kafka:x")).isEqualTo(2);
  }
}
