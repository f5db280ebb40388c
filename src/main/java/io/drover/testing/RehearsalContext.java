package io.drover.testing;

import io.drover.Drover;
import io.drover.jq.JqLanguage;
import io.drover.leader.LeaderElection;
import io.drover.routes.Kamelets;
import io.drover.routes.RouteResources;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ResourceResolver;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.SimpleUuidGenerator;

/**
 * Makes the Camel context of a rehearsal: what routes name is checked by the real components, and
 * nothing connects to anything.
 */
final class RehearsalContext {
  /** What {@code now} gives. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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
          "ref",
          "seda",
          "validator");

  /** Ours, of which the real endpoints check options and messages. */
  private static final Set<String> OURS = Set.of("argo-workflow", "bucket", "jetstream", "kube");

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Surroundings surroundings;
  private final MemoryStore store;
  private final Supplier<Recording> recording;

  /**
   * @param recording that of the event which comes next
   */
  RehearsalContext(Surroundings surroundings, MemoryStore store, Supplier<Recording> recording) {
    this.surroundings = surroundings;
    this.store = store;
    this.recording = recording;
  }

  /** A context that is not started yet. */
  DefaultCamelContext build() {
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
    for (String scheme : List.of("http", "https")) {
      context
          .getRegistry()
          .bind("resource-loader-" + scheme, ResourceResolver.class, new NoDownloads(scheme));
    }
    context
        .getComponent("kamelet", KameletComponent.class)
        .setLocation(Kamelets.location(surroundings.kamelets(), surroundings.routesFolder()));
    JqLanguage.of(context).setClock(Clock.fixed(NOW, ZoneOffset.UTC));
    return context;
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
    properties.addOverrideProperty(LeaderElection.PROPERTY, "false");
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
                : capture(name, camel, real));
    extension.registerEndpointCallback(this::captured);
    extension.addInterceptStrategy(new StepRecorder());
  }

  /** Null for a component that is not there. */
  private Component capture(String name, CamelContext camel, ComponentResolver real)
      throws Exception {
    return real.resolveComponent(name, camel) == null
        ? null
        : new CaptureComponent(camel, recording);
  }

  private Endpoint captured(String uri, Endpoint endpoint) {
    if (OURS.contains(InnerAddress.scheme(uri))) {
      return new CaptureEndpoint(uri, context, endpoint, recording);
    }
    boolean elsewhere = InnerAddress.is(uri) && !isFrom(endpoint.getEndpointBaseUri());
    return elsewhere ? new CaptureEndpoint(uri, context, null, recording) : endpoint;
  }

  /** Whether one of the routes begins there. */
  private boolean isFrom(String baseUri) {
    String plain = baseUri.replace("://", ":");
    return context.getRouteDefinitions().stream()
        .map(
            route ->
                context
                    .resolvePropertyPlaceholders(route.getInput().getEndpointUri())
                    .replace("://", ":")
                    .replaceFirst("\\?.*", ""))
        .anyMatch(plain::equals);
  }
}
