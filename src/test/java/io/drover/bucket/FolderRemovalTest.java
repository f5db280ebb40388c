package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Removals;
import io.drover.delivery.Settlement;
import io.drover.delivery.TransientException;
import io.drover.store.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that go away. */
class FolderRemovalTest {
  private static final Duration SOME_LOOKS = Duration.ofMillis(300);

  @TempDir private Path store;
  @TempDir private Path folder;
  @TempDir private Path aside;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  @BeforeEach
  void fill() throws IOException {
    save("in/a.gif");
    save("in/b.gif");
    save("out/c.gif");
  }

  private DefaultCamelContext start(String events) throws Exception {
    settled.clear();
    DefaultCamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    context.getRegistry().bind("listener", DeliveryListener.class, (DeliveryListener) settled::add);
    Drover.install(context);
    String uri = "bucket:folder?periodMillis=20&prefix=in/&events=" + events + "&folder=" + folder;
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId("r").process(FolderRemovalTest.this::work);
          }
        });
    context.start();
    return context;
  }

  private DefaultCamelContext start() throws Exception {
    return start("s3:ObjectCreated:*,s3:ObjectRemoved:*");
  }

  private void work(Exchange exchange) {
    bodies.add(exchange.getMessage().getBody(JsonNode.class));
    if (exchange.getMessage().getHeader("ce-type", String.class).contains("Removed")
        && refusals.getAndDecrement() > 0) {
      throw new TransientException("not yet");
    }
  }

  private Path file(String key) {
    return folder.resolve("acme").resolve(key);
  }

  private void save(String key) throws IOException {
    Files.createDirectories(file(key).getParent());
    Files.writeString(file(key), key);
  }

  private List<String> seen() {
    return settled.stream()
        .filter(s -> s.event().subject() != null)
        .map(s -> s.event().type() + " " + s.event().subject() + " " + s.outcome().word())
        .toList();
  }

  private List<String> removals() {
    return seen().stream()
        .filter(text -> text.contains("Removed") && text.contains("in/"))
        .toList();
  }

  private void awaitCreated() {
    await().until(() -> seen().stream().filter(text -> text.endsWith("done")).count() >= 2);
  }

  private void assertNoRemovals() {
    await().during(SOME_LOOKS).until(() -> removals().isEmpty());
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void aFileThatGoesAwayIsAnEventOnce() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      Files.delete(file("in/a.gif"));
      await().until(() -> !removals().isEmpty() && context.isStarted());
    }
    try (DefaultCamelContext context = start()) {
      await().during(SOME_LOOKS).until(() -> seen().isEmpty() && context.isStarted());
    }
    JsonNode record = bodies.get(bodies.size() - 1).at("/notification/0");
    assertThat(record.path("eventName").asText()).isEqualTo("s3:ObjectRemoved:Delete");
    assertThat(record.at("/s3/bucket/name").asText()).isEqualTo("acme");
    assertThat(record.at("/s3/object/key").asText()).isEqualTo("in/a.gif");
  }

  @Test
  void oneThatGoesAwayWhileNobodyLooksIsAnEventAtTheNextStart() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      await().until(context::isStarted);
    }
    Files.delete(file("in/a.gif"));
    try (DefaultCamelContext context = start()) {
      await().until(() -> !removals().isEmpty() && context.isStarted());
      assertNoMore();
    }
    assertThat(seen()).containsExactly("s3:ObjectRemoved:Delete in/a.gif done");
  }

  private void assertNoMore() {
    await().during(SOME_LOOKS).until(() -> removals().size() == 1);
  }

  @Test
  void eachRemovalOfAFileThatComesBackAsItWasIsAnotherEvent() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      for (int times = 1; times <= 2; times++) {
        int wanted = times;
        Files.move(file("in/a.gif"), aside.resolve("a.gif"));
        await().until(() -> removals().size() == wanted);
        Files.move(aside.resolve("a.gif"), file("in/a.gif"));
        await().until(() -> seen().contains("s3:ObjectCreated:Put in/a.gif duplicate"));
        await().until(context::isStarted);
      }
    }
    assertThat(removals()).allMatch(text -> text.endsWith("done")).hasSize(2);
  }

  @Test
  void oneThatIsTriedAgainIsTheSameEvent() throws Exception {
    refusals.set(1);
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      Files.delete(file("in/a.gif"));
      await().until(() -> removals().size() == 1);
      await().until(context::isStarted);
    }
    String id = settled.get(settled.size() - 1).event().id();
    assertThat(removals()).containsExactly("s3:ObjectRemoved:Delete in/a.gif retry");
    try (DefaultCamelContext context = start()) {
      await().until(() -> !removals().isEmpty() && context.isStarted());
    }
    assertThat(removals()).containsExactly("s3:ObjectRemoved:Delete in/a.gif done");
    assertThat(settled.get(settled.size() - 1).event().id()).isEqualTo(id);
  }

  @Test
  void routesWhoseEventsDoNotNameRemovalsHearOfNone() throws Exception {
    for (String events : List.of("", "s3:ObjectCreated:*")) {
      save("in/b.gif");
      try (DefaultCamelContext context = start(events)) {
        await().during(SOME_LOOKS).until(context::isStarted);
        Files.delete(file("in/b.gif"));
        assertNoRemovals();
      }
    }
  }

  @Test
  void aFolderThatIsEmptyAtTheStartMayNotBeMounted() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      await().until(context::isStarted);
    }
    move(folder.resolve("acme"), aside.resolve("acme"));
    Files.createDirectory(folder.resolve("acme"));
    try (DefaultCamelContext context = start()) {
      assertNoRemovals();
      Files.delete(folder.resolve("acme"));
      assertNoRemovals();
      move(aside.resolve("acme"), folder.resolve("acme")); // mounted, at last
      await().during(SOME_LOOKS).until(() -> seen().isEmpty() && context.isStarted());
      Files.delete(file("in/a.gif"));
      await().until(() -> removals().size() == 1);
    }
  }

  @Test
  void aFolderThatIsReplacedByAnEmptyOneMayNotBeMounted() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      move(folder.resolve("acme"), aside.resolve("acme"));
      Files.createDirectories(folder.resolve("acme"));
      assertNoRemovals();
      save("in/new.gif"); // so that it is in use
      await().until(() -> removals().size() == 2 && context.isStarted());
    }
    assertThat(removals())
        .containsExactly(
            "s3:ObjectRemoved:Delete in/a.gif done", "s3:ObjectRemoved:Delete in/b.gif done");
  }

  @Test
  void ofAFolderThatIsStillTheSameTheLastFileMayGoToo() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      delete(folder.resolve("acme/out"));
      delete(folder.resolve("acme/in"));
      await().until(() -> removals().size() == 2 && context.isStarted());
    }
  }

  @Test
  void aPersonMayAllowWhatIsHeld() throws Exception {
    try (DefaultCamelContext context = start()) {
      awaitCreated();
      await().until(context::isStarted);
    }
    delete(folder.resolve("acme"));
    try (DefaultCamelContext context = start()) {
      assertNoRemovals();
      FolderStore.requests(store).submit(Removals.request("r", Instant.now().plusSeconds(60)));
      await().until(() -> removals().size() == 2 && context.isStarted());
    }
  }
}
