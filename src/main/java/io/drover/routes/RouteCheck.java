package io.drover.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * Finds all that is wrong with route files: by their text, and by building their routes where
 * nothing is ever started.
 */
final class RouteCheck {
  private final CamelContext live;
  private final KameletUses kamelets;
  private final StepIds ids = new StepIds();

  /**
   * @param live the context that the routes are for: its properties and beans count
   */
  RouteCheck(CamelContext live) {
    this.live = live;
    this.kamelets = new KameletUses(live, new KameletCatalog(live));
  }

  /** What is wrong with a file, and with it beside those asked for before. */
  List<Finding> findings(RouteFile file) throws Exception {
    YamlTree tree = YamlTree.parse(file.name(), file.text());
    List<Finding> findings = new ArrayList<>(tree.findings());
    if (tree.content().isMissingNode() && !findings.isEmpty()) {
      return findings;
    }
    Optional<String> notRoutes = Shapes.notRoutes(tree.content());
    if (notRoutes.isPresent()) {
      findings.add(new Finding(file.name(), 0, notRoutes.get()));
      return findings;
    }
    findings.addAll(Shapes.members(tree));
    RouteTree routes = new RouteTree(file, tree);
    List<Fault> faults = new ArrayList<>();
    Stream.of(
            Shapes.faults(routes),
            ids.faults(routes),
            kamelets.faults(routes),
            Placeholders.faults(routes),
            Queues.faults(routes))
        .forEach(faults::addAll);
    Optional<Finding> failure = build(file, routes, faults);
    if (findings.isEmpty() && faults.stream().noneMatch(Fault::explains)) {
      failure.ifPresent(findings::add);
    }
    faults.stream().map(fault -> fault.in(file.name())).distinct().forEach(findings::add);
    return findings;
  }

  /** Builds the file as a whole and, if that cannot be done, each step. */
  private Optional<Finding> build(RouteFile file, RouteTree routes, List<Fault> faults)
      throws Exception {
    Optional<Finding> failure = Optional.empty();
    StepTrial trial = new StepTrial(live, routes);
    try (ScratchContext scratch = new ScratchContext(live)) {
      ModelCamelContext context = scratch.context();
      faults.addAll(new JqScripts(context).faults(routes));
      try {
        PluginHelper.getRoutesLoader(context).loadRoutes(file.resource());
        if (context.getRouteDefinitions().isEmpty()
            && context.getRouteTemplateDefinitions().isEmpty()) {
          failure = Optional.of(new Finding(file.name(), 0, Shapes.noRoute()));
        }
        context.init();
      } catch (Exception e) {
        failure = Optional.of(new Finding(file.name(), CamelWords.line(e), CamelWords.of(e)));
        faults.addAll(trials(trial, routes, faults));
      }
      List<RouteStep> explained = explained(faults);
      new DynamicSends(context, trial)
          .faults(routes).stream()
              .filter(fault -> !explained.contains(fault.step()))
              .forEach(faults::add);
    }
    return failure;
  }

  private static List<Fault> trials(StepTrial trial, RouteTree routes, List<Fault> known) {
    List<RouteStep> explained = explained(known);
    return Stream.concat(routes.heads().stream(), routes.steps().stream())
        .filter(step -> !explained.contains(step))
        .flatMap(step -> trial.faults(step).stream())
        .toList();
  }

  private static List<RouteStep> explained(List<Fault> faults) {
    return faults.stream().filter(Fault::explains).map(Fault::step).distinct().toList();
  }
}
