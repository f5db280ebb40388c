package io.drover.cli;

import static io.drover.cli.ServiceRuleTable.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases show every rule, and every pair of rules that can meet. */
class ServiceRuleTableTest {
  private static final int RANDOM_SERVICES = 3_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceRuleTable table = ServiceRuleTable.load();

  static Stream<ServiceCase> cases() {
    return ServiceRuleTable.cases().stream();
  }

  private static Service service(ServiceCase c) {
    return c.service("playground", "web");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRulesStatedOnceMoreAgree(ServiceCase c) throws Exception {
    JsonNode verdict = IngressRules.judge(service(c));
    assertThat(verdict.has("mistakes")).as("%s", verdict).isNotEqualTo(c.errors().isEmpty());
    if (c.errors().isEmpty()) {
      JsonNode expected = JSON.readTree(c.ingress("web").toString());
      assertThat(JSON.readTree(verdict.toString())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void withoutARuleThatItNamesACaseWouldEndOtherwise(ServiceCase c) {
    assertThat(c.rules()).isNotEmpty().isSubsetOf(table.rules());
    assertThat(IngressRules.shown(service(c), table.rules())).containsAll(c.rules());
  }

  @Test
  void everyRuleHasACase() {
    Set<String> named = new TreeSet<>(table.group("inEvery"));
    cases().forEach(c -> named.addAll(c.rules()));
    assertThat(named).isEqualTo(new TreeSet<>(table.rules()));
  }

  @Test
  void everyPairHasACaseOrAReasonWhyItCannotMeet() {
    Set<String> uncovered = table.pairs();
    uncovered.removeAll(covered());
    uncovered.removeAll(table.excluded().keySet());
    assertThat(uncovered).isEmpty();
  }

  @Test
  void whatCannotMeetDoesNotInAnyCase() {
    Map<String, String> met = new TreeMap<>();
    cases().forEach(c -> addPairs(met, service(c)));
    met.keySet().retainAll(table.excluded().keySet());
    assertThat(met).isEmpty();
    assertThat(table.pairs()).containsAll(table.excluded().keySet());
  }

  @Test
  void whatCannotMeetDoesNotInServicesAtRandom() {
    long seed = System.nanoTime();
    RandomServices services = new RandomServices(seed);
    Map<String, String> met = new TreeMap<>();
    for (int i = 0; i < RANDOM_SERVICES; i++) {
      addPairs(met, services.ofAnyKind("playground", "web"));
    }
    met.keySet().retainAll(table.excluded().keySet());
    assertThat(met).as("seed %s", seed).isEmpty();
  }

  @Test
  void everyCaseMayGoThroughAllRulesOfTimeAndAnyTwoFollowOneAnother() {
    Set<String> time = table.group("time");
    Set<String> met = new TreeSet<>();
    for (List<String> steps : ServiceRuleTable.times()) {
      assertThat(steps).containsAll(time).isSubsetOf(time);
      for (int i = 1; i < steps.size(); i++) {
        met.addAll(pairs(Set.of(steps.get(i - 1)), Set.of(steps.get(i))));
      }
    }
    assertThat(met).isEqualTo(pairs(time, time));
  }

  private void addPairs(Map<String, String> met, Service service) {
    Set<String> shown = IngressRules.shown(service, table.rules());
    pairs(shown, shown).forEach(pair -> met.put(pair, JSON.valueToTree(service).toString()));
  }

  private Set<String> covered() {
    Set<String> covered = new TreeSet<>();
    cases()
        .forEach(
            c -> {
              Set<String> shown = IngressRules.shown(service(c), table.group("inEvery"));
              shown.addAll(c.rules());
              covered.addAll(pairs(shown, shown));
            });
    return covered;
  }
}
