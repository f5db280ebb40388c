package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is no route file, and routes and blocks that lack their steps. */
final class Shapes {
  private static final String NO_ROUTE = "no route found: ";
  private static final String A_LIST = "a route file is a list of '- route:'";

  /** Steps that hold others: those that follow one in its list become its own if it has none. */
  static final Set<String> BLOCKS =
      Set.of(
          "aggregate",
          "circuitBreaker",
          "doTry",
          "filter",
          "idempotentConsumer",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint",
          "kamelet",
          "loadBalance",
          "loop",
          "multicast",
          "onCompletion",
          "onException",
          "pipeline",
          "policy",
          "resequence",
          "saga",
          "split",
          "step",
          "transacted");

  /** Of these, those that are there to hold the rest of the route. */
  private static final Set<String> REST_OF_ROUTE = Set.of("policy", "transacted");

  private Shapes() {}

  /** Why a document is no route file; empty if it may be one. */
  static Optional<String> notRoutes(JsonNode content) {
    if (content.isMissingNode() || content.isNull()) {
      return Optional.of(NO_ROUTE + "the file is empty");
    }
    if (content.has("apiVersion") && content.has("kind")) {
      String kind = content.path("kind").asText();
      return Optional.of(NO_ROUTE + "this is a Kubernetes object (" + kind + "); " + A_LIST);
    }
    return content.isArray() && !content.isEmpty() ? Optional.empty() : Optional.of(noRoute());
  }

  static String noRoute() {
    return NO_ROUTE + A_LIST;
  }

  /** Members of the list that are not even a name with something below it. */
  static List<Finding> members(YamlTree tree) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < tree.content().size(); i++) {
      if (tree.content().get(i).isEmpty()) {
        findings.add(tree.finding("/" + i, A_LIST + ": this is none"));
      }
    }
    return findings;
  }

  static List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    routes.heads().stream().filter(RouteStep::isRoute).forEach(r -> checkRoute(routes, r, faults));
    for (RouteStep step : routes.steps()) {
      if (isBlock(step) && !hasSteps(step.options())) {
        checkBlock(routes, step, faults);
      }
    }
    return faults;
  }

  /** One that is written as a text is only right for a kamelet; Camel tells of the others. */
  private static boolean isBlock(RouteStep step) {
    return BLOCKS.contains(step.name())
        && (step.name().equals("kamelet") || !step.options().isTextual());
  }

  private static void checkRoute(RouteTree routes, RouteStep route, List<Fault> into) {
    boolean bare = route.name().equals("from");
    if (!bare && !route.options().has("from")) {
      String message = "a route begins with 'from', which this one lacks";
      into.add(new Fault(route, routes.line(route.pointer()), message, true));
      return;
    }
    JsonNode from = bare ? route.options() : route.options().path("from");
    if (from.isObject() && !hasSteps(from) && (from.has("steps") || !hasOther(from))) {
      String pointer = bare ? route.pointer() : YamlTree.child(route.pointer(), "from");
      String message = "the route has no steps: put them under 'steps' of its 'from'";
      into.add(Fault.of(route, routes.line(pointer), message, true));
    }
  }

  /** Whether it has a key that may be a misspelt one for its steps. */
  private static boolean hasOther(JsonNode from) {
    return from.properties().stream().anyMatch(member -> member.getValue().isArray());
  }

  private static void checkBlock(RouteTree routes, RouteStep step, List<Fault> into) {
    int line = routes.line(step.pointer());
    if (!step.last() && step.name().equals("kamelet")) {
      String message =
          "the steps after this one run inside the kamelet: call it by '- to: kamelet:NAME';"
              + " docs/troubleshooting.md#block-without-steps";
      into.add(Fault.of(step, line, message, false));
    } else if (!step.last() && !REST_OF_ROUTE.contains(step.name())) {
      String message =
          step.name()
              + " has no 'steps', so all steps after it become its own: put its own under 'steps';"
              + " docs/troubleshooting.md#block-without-steps";
      into.add(Fault.of(step, line, message, false));
    } else if (step.last() && step.options().has("steps") && !step.name().equals("kamelet")) {
      String message = step.name() + " has no steps under 'steps'";
      into.add(Fault.of(step, line, message, true));
    }
  }

  static boolean hasSteps(JsonNode block) {
    return block.path("steps").isArray() && !block.path("steps").isEmpty();
  }
}
