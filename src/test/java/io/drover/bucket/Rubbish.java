package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.drover.Drover;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.LoggerFactory;

/** Messages of all senders, made rubbish, sent to a source by its own way in. */
final class Rubbish {
  /** Stands in each message where no key, bucket or event name does. */
  static final String CONTENT = "what-nobody-may-read";

  private static final int THREADS = 4;

  private Rubbish() {}

  /** Well-formed messages: fixtures and cases. */
  static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(NotificationCases.FIXTURES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NotificationCases.all().stream()
        .filter(c -> c.yaml().has("in"))
        .forEach(c -> seeds.add(c.message()));
    return seeds.stream().map(Rubbish::withContent).toList();
  }

  private static byte[] withContent(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    return text.replace("labadmin", CONTENT)
        .replaceFirst("\\{\"", "{\"userIdentity\":{\"principalId\":\"" + CONTENT + "\"},\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Line by line what is logged, from the levels that are shown. */
  static final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger("io.drover");
    private final Level level = root.getLevel();
    private volatile String bad;
    private final AtomicInteger lines = new AtomicInteger();

    Log() {
      root.setLevel(Level.DEBUG);
      root.setAdditive(false);
      start();
      root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.incrementAndGet();
      String line = event.getFormattedMessage();
      boolean isBad = line.contains(CONTENT) || line.length() > 6_000 || line.contains("\n");
      boolean isThrown = event.getThrowableProxy() != null;
      if (bad == null && (isBad || isThrown)) {
        bad = line.length() + " characters: " + line.substring(0, Math.min(500, line.length()));
      }
    }

    int lines() {
      return lines.get();
    }

    @Override
    public void close() {
      root.detachAppender(this);
      root.setAdditive(true);
      root.setLevel(level);
      assertThat(bad).as("a line of the log").isNull();
    }
  }

  /** Sends them to a source, and counts what becomes of them. */
  static Map<Outcome, Integer> send(Path store, long seed, int count, int megabytes)
      throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    context
        .getPropertiesComponent()
        .addInitialProperty("drover.dead-letters.max-megabytes", String.valueOf(megabytes));
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?port=0").routeId("uploads").process(exchange -> {});
          }
        });
    context.start();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Map<Outcome, Integer>>> parts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        long mine = seed + i;
        parts.add(threads.submit(() -> send(context, mine, count / THREADS)));
      }
      Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
      for (Future<Map<Outcome, Integer>> part : parts) {
        part.get().forEach((outcome, n) -> outcomes.merge(outcome, n, Integer::sum));
      }
      assertThat(context.getRouteController().getRouteStatus("uploads").isStarted()).isTrue();
      return outcomes;
    } finally {
      threads.shutdownNow();
      context.stop();
    }
  }

  private static Map<Outcome, Integer> send(CamelContext context, long seed, int count) {
    WebhookConsumer source = (WebhookConsumer) context.getRoute("uploads").getConsumer();
    List<byte[]> seeds = seeds();
    Mutator mutator = new Mutator(seed);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (int i = 0; i < count; i++) {
      byte[] message = mutator.mutate(seeds.get(i % seeds.size()));
      CompletableFuture<Settlement> settled = new CompletableFuture<>();
      source.receive(message, settled::complete);
      Settlement settlement = settled.orTimeout(60, TimeUnit.SECONDS).join();
      if (settlement.outcome() == Outcome.RETRY) {
        assertThat(settlement.reason()).contains("the dead letters take all of the");
      }
      outcomes.merge(settlement.outcome(), 1, Integer::sum);
    }
    return outcomes;
  }
}
