package io.drover.routes;

import io.drover.delivery.Reason;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;

/** Finds what is wrong with a route file by building its routes where nothing is ever started. */
final class RouteCheck {
  private static final Pattern LINE = Pattern.compile("\\bline:? (\\d+)");

  private static final String RESOURCE = "resource:";
  private static final List<String> SUBMITS = List.of("argo-workflow:", "kamelet:argo-workflow-");

  private final CamelContext live;
  private final RouteFile file;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> routeIds = new ArrayList<>();

  /**
   * @param live the context that the routes are for: its properties and beans count
   */
  RouteCheck(CamelContext live, RouteFile file) {
    this.live = live;
    this.file = file;
  }

  List<Finding> findings() throws Exception {
    try (ScratchContext scratch = new ScratchContext(live)) {
      ModelCamelContext context = scratch.context();
      try {
        PluginHelper.getRoutesLoader(context).loadRoutes(file.resource());
      } catch (Exception e) {
        String message = words(e);
        findings.add(new Finding(file.name(), lineIn(message), message));
        return findings;
      }
      if (context.getRouteDefinitions().isEmpty()
          && context.getRouteTemplateDefinitions().isEmpty()) {
        findings.add(
            new Finding(file.name(), 0, "no route found: a route file is a list of '- route:'"));
        return findings;
      }
      List<RouteDefinition> routes = List.copyOf(context.getRouteDefinitions());
      routes.forEach(this::checkIds);
      routes.forEach(route -> routeIds.add(route.getRouteId()));
      try {
        context.init();
      } catch (Exception e) {
        int before = findings.size();
        routes.forEach(this::checkSteps);
        if (findings.size() == before) {
          findings.add(new Finding(file.name(), 0, words(e)));
        }
      }
    }
    return findings;
  }

  /** The ids of its routes, once it was checked. */
  List<String> routeIds() {
    return routeIds;
  }

  /** Names of Workflows are made from these ids; Camel's own change with what stands before. */
  private void checkIds(RouteDefinition route) {
    Collection<ToDefinition> sends =
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
    for (ToDefinition step : sends) {
      boolean submits = SUBMITS.stream().anyMatch(step.getEndpointUri()::startsWith);
      if (submits && !(step.hasCustomIdAssigned() && route.hasCustomIdAssigned())) {
        String message =
            "a Workflow's name is made from the ids of route and step: give both an id";
        findings.add(new Finding(file.name(), Math.max(0, step.getLineNumber()), message));
      }
    }
  }

  /** Tries each step by itself, since Camel stops at the first one that is wrong. */
  private void checkSteps(RouteDefinition route) {
    String from = route.getInput().getEndpointUri();
    check(route, route.getInput(), scratch -> scratch.buildSource(from));
    route.getOutputs().forEach(step -> checkStep(route, step));
  }

  private void checkStep(RouteDefinition route, ProcessorDefinition<?> step) {
    if (step instanceof ToDefinition to) {
      check(route, step, scratch -> scratch.buildStep(to.getEndpointUri()));
    } else if (step instanceof ExpressionNode node && node.getExpression() != null) {
      check(route, step, scratch -> scratch.buildExpression(node.getExpression()));
    }
    step.getOutputs().forEach(inner -> checkStep(route, inner));
  }

  private interface Trial {
    void run(ScratchContext scratch) throws Exception;
  }

  private void check(RouteDefinition route, NamedNode step, Trial trial) {
    try (ScratchContext scratch = new ScratchContext(live)) {
      trial.run(scratch);
    } catch (Exception e) {
      String id = step.getId() == null ? "from" : "step " + step.getId();
      String message =
          "route " + route.getRouteId() + ", " + id + ": " + scriptFile(step, e) + words(e);
      findings.add(new Finding(file.name(), Math.max(0, step.getLineNumber()), message));
    }
  }

  /** The name of the file that a step's script is in, unless the failure names it itself. */
  private static String scriptFile(NamedNode step, Exception failure) {
    if (step instanceof ExpressionNode node && node.getExpression() != null) {
      String text = node.getExpression().getExpression();
      if (text.startsWith(RESOURCE)) {
        String name = text.substring(RESOURCE.length());
        return Reason.of(failure).contains(name) ? "" : name + ": ";
      }
    }
    return "";
  }

  /** What is wrong and what to do. */
  private static String words(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException) {
        return Reason.of(cause)
            + "; files are looked for in the folder of the routes, then among the bundled ones";
      }
    }
    String reason = Reason.of(failure);
    int grammar = reason.indexOf(" Was expecting"); // a list of all that jq knows
    return grammar < 0 ? reason : "jq: " + reason.substring(0, grammar);
  }

  private static int lineIn(String message) {
    Matcher matcher = LINE.matcher(message);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
