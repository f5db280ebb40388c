package io.drover.testing.mutation;

import io.drover.testing.RouteTrial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of the mutants of a route.
 *
 * @param verdicts of all of them
 * @param tests the names of the route's tests
 */
record Score(String route, Map<Mutation, Verdict> verdicts, List<String> tests) {
  /** Such as {@code service-ingress: 214 mutants: 209 killed, 3 refused, 2 survive (explained)}. */
  String line(Explanations explanations) {
    int unexplained = unexplained(explanations).size();
    long refused = verdicts.values().stream().filter(Verdict::refused).count();
    long surviving = verdicts.values().stream().filter(Verdict::survived).count();
    return route
        + ": "
        + verdicts.size()
        + " mutants: "
        + (verdicts.size() - refused - surviving)
        + " killed, "
        + refused
        + " refused, "
        + surviving
        + " survive ("
        + (unexplained == 0 ? "explained" : unexplained + " not explained")
        + ")";
  }

  /** Those that no test tells from the route. */
  List<Mutation> survivors() {
    return verdicts.keySet().stream().filter(m -> verdicts.get(m).survived()).toList();
  }

  List<Mutation> unexplained(Explanations explanations) {
    return survivors().stream().filter(m -> !explanations.explain(m)).toList();
  }

  /** The explained mutants that a test tells from the route after all, or that there are not. */
  Set<String> stale(Explanations explanations) {
    Set<String> stale = new TreeSet<>(explanations.reasons().keySet());
    survivors().forEach(m -> stale.remove(m.name()));
    return stale;
  }

  /** All mutants, those that survive first, then those that do not load. */
  List<String> report(Explanations explanations) {
    List<String> lines = new ArrayList<>();
    lines.add(line(explanations));
    for (Mutation survivor : survivors()) {
      String why = explanations.reasons().get(survivor.name());
      lines.add("survives " + survivor + "\n    " + (why == null ? "NOT EXPLAINED" : why));
    }
    verdicts.forEach(
        (mutation, verdict) -> {
          if (verdict.refused()) {
            lines.add("refused " + mutation + "\n    " + verdict.fault());
          }
        });
    Map<Integer, Long> kills =
        verdicts.values().stream()
            .filter(v -> v.failed() >= 0)
            .collect(Collectors.groupingBy(Verdict::failed, Collectors.counting()));
    for (int i = 0; i < tests.size(); i++) {
      lines.add("kills " + kills.getOrDefault(i, 0L) + ": " + tests.get(i));
    }
    verdicts.forEach(
        (mutation, verdict) -> {
          if (verdict.failed() >= 0) {
            lines.add("killed " + mutation + "\n    " + tests.get(verdict.failed()));
          }
        });
    return lines;
  }
}
