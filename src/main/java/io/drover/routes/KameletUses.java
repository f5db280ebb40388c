package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;

/** Finds calls of kamelets that are not there, and parameters that a kamelet does not take. */
final class KameletUses {
  private static final String SCHEME = "kamelet:";
  private static final Set<String> TEMPLATE_ENDS = Set.of("source", "sink");

  /** What Camel takes beside the parameters of the kamelet. */
  private static final Set<String> OPTIONS =
      Set.of(
          "bridgeErrorHandler",
          "exceptionHandler",
          "exchangePattern",
          "block",
          "failIfNoConsumers",
          "lazyStartProducer",
          "timeout",
          "location",
          "noErrorHandler");

  private final CamelContext context;
  private final KameletCatalog catalog;

  KameletUses(CamelContext context, KameletCatalog catalog) {
    this.context = context;
    this.catalog = catalog;
  }

  List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (EndpointUse use : routes.endpoints()) {
      name(use).ifPresent(name -> check(routes, use, name, faults));
    }
    return faults;
  }

  /** The kamelet that is called; empty if it is none or cannot be known. */
  private Optional<String> name(EndpointUse use) {
    try {
      String path = context.resolvePropertyPlaceholders(use.path());
      if (!path.startsWith(SCHEME) || path.contains("$") || hasLocation(use)) {
        return Optional.empty();
      }
      String name = path.substring(SCHEME.length()).replaceFirst("^/*", "").replaceFirst("/.*", "");
      return Optional.of(name).filter(n -> !n.isEmpty() && !TEMPLATE_ENDS.contains(n));
    } catch (IllegalArgumentException e) { // a property is missing, which Camel reports
      return Optional.empty();
    }
  }

  private static boolean hasLocation(EndpointUse use) {
    return use.parameters().has("location") || use.query().contains("location=");
  }

  private void check(RouteTree routes, EndpointUse use, String name, List<Fault> into) {
    Optional<Set<String>> parameters = catalog.parameters(name);
    if (parameters.isPresent()) {
      checkParameters(routes, use, name, parameters.get(), into);
    } else if (!catalog.isTemplate(name) && !isTemplateOfFile(routes, name)) {
      String message = "there is no kamelet " + name + Nearest.hintOrAll(name, catalog.names());
      into.add(Fault.of(use.step(), routes.line(use.pointer()), message, true));
    }
  }

  private static boolean isTemplateOfFile(RouteTree routes, String name) {
    return routes.heads().stream()
        .anyMatch(head -> head.name().equals("routeTemplate") && name.equals(head.id()));
  }

  private void checkParameters(
      RouteTree routes, EndpointUse use, String kamelet, Set<String> known, List<Fault> into) {
    for (Entry<String, JsonNode> parameter : use.parameters().properties()) {
      String pointer = use.parameterPointer(parameter.getKey());
      String name = StringHelper.dashToCamelCase(parameter.getKey());
      if (!isKnown(parameter.getKey(), known) && !isKnown(name, known)) {
        String message = unknown(kamelet, parameter.getKey(), known);
        into.add(Fault.of(use.step(), routes.line(pointer), message, false));
      }
      if (parameter.getValue().asText().strip().contains("\n")) {
        String message =
            parameter.getKey()
                + " has several lines, which a kamelet gets as one: put them into a file,"
                + " resource:NAME; docs/troubleshooting.md#several-lines";
        into.add(Fault.of(use.step(), routes.line(pointer), message, true));
      }
    }
    queryNames(use.query())
        .filter(name -> !isKnown(name, known))
        .forEach(
            name -> {
              String message = unknown(kamelet, name, known);
              into.add(Fault.of(use.step(), routes.line(use.pointer()), message, false));
            });
  }

  private static boolean isKnown(String name, Set<String> known) {
    return known.contains(name) || OPTIONS.contains(name);
  }

  private static String unknown(String kamelet, String name, Set<String> known) {
    return "kamelet " + kamelet + " has no parameter " + name + Nearest.hintOrAll(name, known);
  }

  /** The names in a query; what stands in RAW(...) or in placeholders is a value. */
  private static Stream<String> queryNames(String query) {
    String names =
        query.replaceAll("RAW\\([^)]*\\)|RAW\\{[^}]*}", "").replaceAll("\\{\\{[^}]*}}", "");
    return Arrays.stream(names.split("&"))
        .filter(pair -> pair.contains("="))
        .map(pair -> pair.substring(0, pair.indexOf('=')))
        .filter(name -> name.matches("[A-Za-z][\\w-]*"));
  }
}
