package io.drover.routes;

import io.drover.script.ScriptNames;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultResourceLoader;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceResolverSupport;

/**
 * Finds scripts and manifests that are named without a scheme ({@code resource:thumbnails.lua}): in
 * the folder of the routes, then among the bundled ones, then on the class path.
 */
public final class RouteResources extends ResourceResolverSupport {
  /** The property that names the folder of the routes. */
  public static final String FOLDER_PROPERTY = "drover.routes";

  private RouteResources() {
    super("");
  }

  /** Has the context find them. */
  public static void install(CamelContext context) {
    RouteResources resources = new RouteResources();
    resources.setCamelContext(context);
    ((DefaultResourceLoader) PluginHelper.getResourceLoader(context))
        .setFallbackResolver(resources);
  }

  @Override
  public Resource resolve(String location) {
    return createResource(location, location.startsWith("/") ? location.substring(1) : location);
  }

  @Override
  protected Resource createResource(String location, String name) {
    ScriptNames.of(getCamelContext()).add(name);
    String folder =
        getCamelContext().getPropertiesComponent().resolveProperty(FOLDER_PROPERTY).orElse("");
    if (!folder.isEmpty()) {
      Path root = Path.of(folder).toAbsolutePath().normalize();
      Path file = root.resolve(name).normalize();
      if (file.startsWith(root) && Files.isRegularFile(file)) {
        return PluginHelper.getResourceLoader(getCamelContext()).resolveResource("file:" + file);
      }
    }
    Resource bundled =
        PluginHelper.getResourceLoader(getCamelContext())
            .resolveResource("classpath:routes/" + name);
    return bundled.exists()
        ? bundled
        : PluginHelper.getResourceLoader(getCamelContext()).resolveResource("classpath:" + name);
  }
}
