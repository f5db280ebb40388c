package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The kamelets that routes can call and the parameters that they take; each is read once. */
final class KameletCatalog {
  private static final String SUFFIX = ".kamelet.yaml";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)");

  private final CamelContext live;
  private final Map<String, Optional<Set<String>>> known = new HashMap<>();

  /**
   * @param live the context that the routes are for
   */
  KameletCatalog(CamelContext live) {
    this.live = live;
  }

  /** Whether a template of that name was added by other means than a file. */
  boolean isTemplate(String name) {
    return live instanceof ModelCamelContext model
        && model.getRouteTemplateDefinition(name) != null;
  }

  /** The parameters of a kamelet, or empty if there is none of that name. */
  Optional<Set<String>> parameters(String kamelet) {
    return known.computeIfAbsent(kamelet, this::read);
  }

  /** The names of all that can be found. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String location : locations()) {
      in(location).forEach(found -> names.add(name(found)));
    }
    return names;
  }

  private Collection<Resource> in(String location) {
    try {
      return PluginHelper.getPackageScanResourceResolver(live)
          .findResources(location + "/*" + SUFFIX);
    } catch (Exception e) {
      return List.of(); // a folder that is not there has none
    }
  }

  private static String name(Resource resource) {
    String location = resource.getLocation();
    return location.substring(location.lastIndexOf('/') + 1).replace(SUFFIX, "");
  }

  private List<String> locations() {
    KameletComponent component = live.getComponent("kamelet", KameletComponent.class);
    String all = live.resolvePropertyPlaceholders(component.getLocation());
    return Arrays.stream(all.split(","))
        .map(location -> location.strip().replaceFirst("/$", ""))
        .toList();
  }

  private Optional<Set<String>> read(String name) {
    for (String location : locations()) {
      Resource resource =
          PluginHelper.getResourceLoader(live).resolveResource(location + "/" + name + SUFFIX);
      if (resource != null && resource.exists()) {
        try (InputStream in = resource.getInputStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          return Optional.of(parameters(name, text));
        } catch (IOException e) {
          return Optional.of(Set.of()); // Camel says why
        }
      }
    }
    return Optional.empty();
  }

  /** What it declares, and what its template asks for without declaring it; no beans. */
  private static Set<String> parameters(String name, String text) {
    Set<String> names = new TreeSet<>();
    JsonNode kamelet = YamlTree.parse(name, text).content();
    PLACEHOLDER.matcher(text).results().map((MatchResult m) -> m.group(1)).forEach(names::add);
    kamelet.at("/spec/template/beans").forEach(b -> names.remove(b.path("name").asText()));
    JsonNode declared = kamelet.at("/spec/definition/properties");
    declared.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
