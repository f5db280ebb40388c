package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.Drover;
import io.drover.delivery.Delivery;
import io.drover.delivery.RehearsableSource;
import io.drover.delivery.Routes;
import io.drover.delivery.Settlement;
import io.drover.delivery.Settlements;
import io.drover.event.CloudEvent;
import io.drover.event.StableHash;
import io.drover.routes.InvalidRoutesException;
import io.drover.routes.RouteFile;
import io.drover.routes.RouteFiles;
import io.drover.routes.RouteResources;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.SimpleUuidGenerator;

/**
 * Routes in a place where nothing comes by itself and nothing is sent: events are put in by hand,
 * and what happens to them is recorded. Clock and ids are the same each time. Not thread-safe.
 */
public final class Rehearsal implements AutoCloseable {
  /** What {@code now} gives: 2026-01-01T00:00:00Z. */
  private static final int NOW = 1_767_225_600;

  private static final int PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Components that stay within the process and need nothing else. */
  private static final Set<String> RUN =
      Set.of(
          "bean",
          "class",
          "dataformat",
          "direct",
          "kamelet",
          "language",
          "log",
          "mock",
          "ref",
          "seda",
          "stub",
          "validator",
          "xslt");

  /** Ours, of which the real endpoints check options and messages. */
  private static final Set<String> OURS = Set.of("argo-workflow", "bucket", "kube");

  private final DefaultCamelContext context;
  private final MemoryStore store = new MemoryStore();
  private final Surroundings surroundings;
  private Recording recording;

  private Rehearsal(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.context = new DefaultCamelContext();
  }

  /**
   * Loads routes.
   *
   * @throws InvalidRoutesException with all that is wrong with them
   */
  public static Rehearsal open(List<RouteFile> files, Surroundings surroundings) {
    Rehearsal rehearsal = new Rehearsal(surroundings);
    try {
      rehearsal.prepare();
      rehearsal.context.addRoutes(new RouteFiles(files));
      rehearsal.context.start();
      return rehearsal;
    } catch (Exception e) {
      rehearsal.close();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof InvalidRoutesException invalid) {
          throw invalid;
        }
      }
      throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
  }

  private void prepare() {
    context.disableJMX();
    context.setUuidGenerator(new SimpleUuidGenerator());
    context.getShutdownStrategy().setTimeout(1);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    context.getRegistry().bind("rehearsalStore", store);
    if (surroundings.cluster() != null) {
      context.getRegistry().bind("kubernetesClient", surroundings.cluster());
      context.getRegistry().bind(CaptureProducer.LIVE, true);
    }
    properties((PropertiesComponent) context.getPropertiesComponent());
    Drover.install(context);
    capture();
    context.addModelLifecycleStrategy(new RehearsalModel());
    String bundled = "classpath:kamelets";
    context
        .getComponent("kamelet", KameletComponent.class)
        .setLocation(
            surroundings.kamelets() == null
                ? bundled
                : "file:" + surroundings.kamelets() + "," + bundled);
    fixClock(((JqLanguage) context.resolveLanguage("jq")).getRootScope());
  }

  private void properties(PropertiesComponent properties) {
    if (!surroundings.environment()) {
      properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    }
    if (surroundings.config() != null) {
      properties.setLocation("file:" + surroundings.config());
    }
    if (surroundings.routesFolder() != null) {
      properties.addInitialProperty(
          RouteResources.FOLDER_PROPERTY, surroundings.routesFolder().toString());
    }
    surroundings.properties().forEach(properties::addOverrideProperty);
  }

  private void capture() {
    ExtendedCamelContext extension = context.getCamelContextExtension();
    ComponentResolver real = PluginHelper.getComponentResolver(extension);
    extension.addContextPlugin(
        ComponentResolver.class,
        (name, camel) ->
            RUN.contains(name) || OURS.contains(name)
                ? real.resolveComponent(name, camel)
                : new CaptureComponent(camel, () -> recording));
    extension.registerEndpointCallback(this::captured);
    extension.addInterceptStrategy(new StepRecorder());
  }

  private Endpoint captured(String uri, Endpoint endpoint) {
    String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
    boolean elsewhere =
        (scheme.equals("direct") || scheme.equals("seda"))
            && !isFrom(endpoint.getEndpointBaseUri());
    if (OURS.contains(scheme)) {
      return new CaptureEndpoint(uri, context, endpoint, () -> recording);
    }
    return elsewhere ? new CaptureEndpoint(uri, context, null, () -> recording) : endpoint;
  }

  /** Whether one of the routes begins there. */
  private boolean isFrom(String baseUri) {
    String plain = baseUri.replace("://", ":");
    return context.getRouteDefinitions().stream()
        .map(
            route ->
                route.getInput().getEndpointUri().replace("://", ":").replaceFirst("\\?.*", ""))
        .anyMatch(plain::equals);
  }

  private static void fixClock(Scope scope) {
    Function now =
        (inner, arguments, in, path, output, version) -> output.emit(IntNode.valueOf(NOW), null);
    scope.addFunction("now", 0, now);
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

  private static boolean isInner(String from) {
    return from.startsWith("direct:") || from.startsWith("seda:");
  }

  RouteDefinition definition(String route) {
    return context.getRouteDefinition(route);
  }

  /** Forgets what was done for earlier events. */
  void forget() {
    store.clear();
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
    if (source != null) {
      source.receive(
          event.message().getBytes(StandardCharsets.UTF_8),
          event.contentType(),
          settlement::complete);
    } else {
      receive(route, consumer, event, settlement::complete);
    }
    Settlement end = await(settlement, route);
    awaitWireTaps();
    return recording.trace(end);
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
    recording = new Recording(Map.of(), Map.of(), surroundings.schemas());
    capture
        .source()
        .receiveAll(
            settlement -> {
              traces.add(recording.trace(settlement));
              recording = new Recording(Map.of(), Map.of(), surroundings.schemas());
            });
    return traces;
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
    String text = event.message();
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
      return JSON.readTree(text);
    } catch (IOException e) {
      return TextNode.valueOf(text);
    }
  }

  private static Settlement await(CompletableFuture<Settlement> settlement, String route) {
    try {
      return settlement.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "route " + route + " had no outcome within " + PATIENCE_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a settlement never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What a wireTap does belongs to the event, though nobody waits for it in earnest. */
  private void awaitWireTaps() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (context.getInflightRepository().size() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
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
