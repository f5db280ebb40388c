package io.drover.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;

/** The steps of some routes, with the steps within them. */
final class RouteSteps {
  /** Steps that remember nothing. */
  private static final Set<String> STATELESS =
      Set.of(
          "choice",
          "filter",
          "log",
          "otherwise",
          "removeHeader",
          "removeHeaders",
          "setBody",
          "setHeader",
          "setProperty",
          "setVariable",
          "split",
          "stop",
          "to",
          "toD",
          "transform",
          "when");

  private final List<ProcessorDefinition<?>> steps;

  RouteSteps(Stream<RouteDefinition> routes) {
    steps = routes.flatMap(route -> all(route.getOutputs())).toList();
  }

  private static Stream<ProcessorDefinition<?>> all(List<ProcessorDefinition<?>> steps) {
    return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(step.getOutputs())));
  }

  /** Their ids, sorted. */
  Set<String> ids() {
    return steps.stream()
        .map(ProcessorDefinition::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether none remembers earlier messages. */
  boolean areStateless() {
    return steps.stream().allMatch(RouteSteps::isStateless);
  }

  /** Variables of a route or of all routes outlive the message. */
  private static boolean isStateless(ProcessorDefinition<?> step) {
    return step instanceof SetVariableDefinition variable
        ? !variable.getName().contains(":")
        : STATELESS.contains(step.getShortName());
  }
}
