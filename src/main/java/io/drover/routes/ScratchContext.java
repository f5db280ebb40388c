package io.drover.routes;

import io.drover.delivery.Settlements;
import io.drover.jq.JqLanguage;
import java.io.IOException;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.apache.camel.support.DefaultRegistry;

/**
 * A context for trying what routes name. It is initialised but never started, so that nothing
 * connects; it sees the beans and properties of the live one.
 */
final class ScratchContext implements AutoCloseable {
  private final DefaultCamelContext context;

  ScratchContext(CamelContext live) {
    context = new DefaultCamelContext(new DefaultRegistry((BeanRepository) live.getRegistry()));
    if (context.getCamelContextExtension().getContextPlugin(Settlements.class) == null) {
      Settlements.install(context);
    }
    context.setSourceLocationEnabled(true);
    environment(context).setEnvironmentVariableMode(environment(live).getEnvironmentVariableMode());
    context.getPropertiesComponent().addPropertiesSource(new LiveProperties(live));
    RouteResources.install(context);
    JqManifests.install(context);
    JqLanguage.install(context);
    context
        .getComponent("kamelet", KameletComponent.class)
        .setLocation(live.getComponent("kamelet", KameletComponent.class).getLocation());
  }

  private static PropertiesComponent environment(CamelContext context) {
    return (PropertiesComponent) context.getPropertiesComponent();
  }

  ModelCamelContext context() {
    return context;
  }

  @Override
  public void close() throws IOException {
    context.close();
  }

  private record LiveProperties(CamelContext live) implements LoadablePropertiesSource {
    @Override
    public String getName() {
      return "live";
    }

    @Override
    public String getProperty(String name) {
      return live.getPropertiesComponent().resolveProperty(name).orElse(null);
    }

    @Override
    public Properties loadProperties() {
      return live.getPropertiesComponent().loadProperties();
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
      return live.getPropertiesComponent().loadProperties(filter);
    }

    @Override
    public void reloadProperties(String location) {
      // the live context's own are read each time
    }
  }
}
