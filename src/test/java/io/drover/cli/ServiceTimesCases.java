package io.drover.cli;

import io.drover.cli.TestClusters.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A Service of each rule goes through all rules of time: the lists of {@code times.yaml} in turn. A
 * class for each kind of server.
 */
abstract class ServiceTimesCases {
  /** So few that no route removes as many Ingresses as its guard would hold. */
  private static final int SERVICES_A_ROUTE = 2;

  private static final int AT_ONCE = 4;

  private final Supplier<Cluster> clusters;

  ServiceTimesCases(Supplier<Cluster> clusters) {
    this.clusters = clusters;
  }

  @Test
  void theIngressIsRightAfterEachStep() throws Exception {
    List<ServiceCase> cases = oneOfEachRule();
    List<Callable<Void>> walks = new ArrayList<>();
    for (int i = 0; i < cases.size(); i += SERVICES_A_ROUTE) {
      int first = i;
      int last = Math.min(first + SERVICES_A_ROUTE, cases.size());
      walks.add(() -> walk(cases, first, last));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Future<Void> walk : threads.invokeAll(walks)) {
        walk.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void walk(List<ServiceCase> cases, int first, int last) throws Exception {
    List<List<String>> times = ServiceRuleTable.times();
    try (IngressRoute route = new IngressRoute(clusters.get())) {
      for (int i = first; i < last; i++) {
        new ServiceOverTime(route, cases.get(i), "case-" + i)
            .goThrough(times.get(i % times.size()));
      }
    }
    return null;
  }

  private static List<ServiceCase> oneOfEachRule() {
    ServiceRuleTable table = ServiceRuleTable.load();
    return Stream.of("reading", "making", "mistakes")
        .flatMap(group -> table.group(group).stream())
        .map(ServiceTimesCases::firstOf)
        .distinct()
        .toList();
  }

  private static ServiceCase firstOf(String rule) {
    return ServiceRuleTable.cases().stream()
        .filter(c -> c.rules().contains(rule))
        .findFirst()
        .orElseThrow();
  }
}
