package io.drover.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.delivery.Delivery;
import io.drover.delivery.Reason;
import io.drover.delivery.RehearsableSource;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import io.drover.routes.Finding;
import io.drover.routes.InvalidRoutesException;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SimpleUuidGenerator;

/**
 * Routes in a place where nothing comes by itself and nothing is sent: events are put in by hand,
 * and what happens to them is recorded. jq's clock and Camel's ids are the same each time. Not
 * thread-safe.
 */
public final class Rehearsal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final ObjectReader JSON =
      new ObjectMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final DefaultCamelContext context;
  private final MemoryStore store = new MemoryStore();
  private final Surroundings surroundings;
  private volatile Recording recording;

  private Rehearsal(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.context = new RehearsalContext(surroundings, store, () -> recording).build();
  }

  /**
   * Loads routes.
   *
   * @throws InvalidRoutesException with all that is wrong with them
   */
  public static Rehearsal open(List<RouteFile> files, Surroundings surroundings) {
    return open(files, new RouteFiles(files), surroundings);
  }

  /**
   * Loads routes that were loaded before, perhaps with other properties; what is wrong with them is
   * looked for only if they do not load.
   *
   * @throws InvalidRoutesException with all that is wrong with them
   */
  static Rehearsal openAgain(List<RouteFile> files, Surroundings surroundings) {
    try {
      return open(files, RouteFiles.judged(files), surroundings);
    } catch (InvalidRoutesException e) {
      return open(files, surroundings);
    }
  }

  private static Rehearsal open(
      List<RouteFile> files, RouteFiles builder, Surroundings surroundings) {
    Rehearsal rehearsal = new Rehearsal(surroundings);
    try {
      rehearsal.context.addRoutes(builder);
      rehearsal.context.start();
      return rehearsal;
    } catch (Exception e) {
      try {
        rehearsal.close();
      } catch (IllegalStateException closing) {
        e.addSuppressed(closing);
      }
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidRoutesException invalid) {
          throw invalid;
        }
      }
      throw InvalidRoutesException.of(List.of(new Finding(files.get(0).name(), 0, Reason.of(e))));
    }
  }

  /** The ids of the routes, as in their files. */
  public List<String> routes() {
    return context.getRouteDefinitions().stream()
        .filter(route -> route.getTemplateParameters() == null)
        .map(RouteDefinition::getRouteId)
        .toList();
  }

  /** The routes that begin with something from outside. */
  public List<String> entrances() {
    return routes().stream()
        .filter(route -> !isInner(context.getRouteDefinition(route).getInput().getEndpointUri()))
        .toList();
  }

  private boolean isInner(String uri) {
    return InnerAddress.is(context.resolvePropertyPlaceholders(uri));
  }

  /** The ids of the steps of all routes, as in their files. */
  Set<String> stepIds() {
    Stream<RouteDefinition> own = routes().stream().map(context::getRouteDefinition);
    return new RouteSteps(own).ids();
  }

  /** Whether no step of the routes, nor of the kamelets in them, remembers earlier messages. */
  boolean isStateless() {
    return new RouteSteps(context.getRouteDefinitions().stream()).areStateless();
  }

  /** Forgets what was done for earlier events. */
  void forget() {
    store.clear();
    context.setUuidGenerator(new SimpleUuidGenerator());
  }

  /** Puts an event in at the beginning of a route. */
  public Trace run(String route, Event event) {
    return run(route, event, Map.of());
  }

  Trace run(String route, Event event, Map<String, Mock> mocks) {
    recording = new Recording(event.headers(), mocks, surroundings.schemas());
    CompletableFuture<Settlement> settlement = new CompletableFuture<>();
    DefaultConsumer consumer = consumer(route);
    RehearsableSource source =
        consumer instanceof CaptureConsumer capture ? capture.source() : null;
    begin(
        settlement,
        () -> {
          if (source != null) {
            source.receive(event.message(), event.contentType(), settlement::complete);
          } else {
            receive(route, consumer, event, settlement::complete);
          }
        });
    return end(settlement, route);
  }

  /** On a thread of its own, since a route may never come to an end. */
  private static void begin(CompletableFuture<Settlement> settlement, Runnable event) {
    Thread thread =
        new Thread(
            () -> {
              try {
                event.run();
              } catch (RuntimeException e) {
                settlement.completeExceptionally(e);
              }
            },
            "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  /** The mocks that nothing was sent to in the last run. */
  Set<String> unusedMocks() {
    return recording.unusedMocks();
  }

  /**
   * Gives a route all that its source would if it began now.
   *
   * @throws UnsupportedOperationException if the source cannot know that
   */
  public List<Trace> runAll(String route) {
    if (!(consumer(route) instanceof CaptureConsumer capture) || capture.source() == null) {
      throw new UnsupportedOperationException(
          "the source of " + route + " cannot be asked for all");
    }
    List<Trace> traces = new ArrayList<>();
    for (RehearsableSource.Waiting waiting : capture.source().all()) {
      recording = new Recording(Map.of(), Map.of(), surroundings.schemas());
      CompletableFuture<Settlement> settlement = new CompletableFuture<>();
      begin(settlement, () -> waiting.receive(settlement::complete));
      traces.add(end(settlement, route));
    }
    return traces;
  }

  private Trace end(CompletableFuture<Settlement> settlement, String route) {
    return recording.trace(await(settlement, route));
  }

  /** What takes the events of a route; if it begins with a kamelet, that of the kamelet's route. */
  private DefaultConsumer consumer(String route) {
    for (Route candidate : context.getRoutes()) {
      boolean belongs = Routes.author(context, candidate.getRouteId()).equals(route);
      if (belongs && candidate.getConsumer() instanceof CaptureConsumer capture) {
        return capture;
      }
    }
    return (DefaultConsumer) context.getRoute(route).getConsumer();
  }

  /** Of a source that is not ours: its message is the body. */
  private void receive(
      String route, DefaultConsumer consumer, Event event, Consumer<Settlement> acknowledge) {
    String text = new String(event.message(), StandardCharsets.UTF_8);
    Exchange exchange = consumer.createExchange(true);
    exchange.getMessage().setBody(body(text));
    String uri = consumer.getEndpoint().getEndpointUri();
    CloudEvent attributes =
        new CloudEvent(StableHash.of(List.of(text)), uri, "message", null, null);
    if (Delivery.start(exchange, route, attributes, body(text), 0, acknowledge) != null) {
      recording.enter(exchange);
      consumer.getAsyncProcessor().process(exchange, doneSync -> {});
    }
  }

  private static JsonNode body(String text) {
    try {
      JsonNode body = JSON.readValue(text);
      return body.isMissingNode() ? TextNode.valueOf(text) : body;
    } catch (IOException e) {
      return TextNode.valueOf(text);
    }
  }

  private static Settlement await(CompletableFuture<Settlement> settlement, String route) {
    try {
      return settlement.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new NoOutcomeException(
          "route " + route + " had no outcome within " + PATIENCE_SECONDS + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Words in which what nobody is to read is masked. */
  String mask(String text) {
    return Settlements.of(context).mask(text);
  }

  /** A copy in which what nobody is to read is masked. */
  public JsonNode mask(JsonNode json) {
    return Settlements.of(context).mask(json);
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a rehearsal", e);
    }
  }
}
