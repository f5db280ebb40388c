package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Settlement;
import io.drover.event.Outcome;
import io.drover.testing.TestCase.Expectation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs one test in a rehearsal of its route. */
final class CaseRunner {
  private static final Pattern WHAT_CAME = Pattern.compile("\\bgot .*");
  private static final List<Outcome> BAD = List.of(Outcome.DEAD, Outcome.RETRY);

  private final TestCase test;
  private final Rehearsal rehearsal;
  private final List<Trace> traces = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  CaseRunner(TestCase test, Rehearsal rehearsal) {
    this.test = test;
    this.rehearsal = rehearsal;
  }

  /** What is not as expected; empty if the test passes. */
  List<String> run() {
    checkNames();
    if (!faults.isEmpty()) {
      return faults;
    }
    rehearsal.forget();
    Set<String> unused = new LinkedHashSet<>(test.mocks().keySet());
    for (Event event : test.events()) {
      traces.add(rehearsal.run(test.route(), event, test.mocks()));
      unused.retainAll(rehearsal.unusedMocks());
    }
    unused.forEach(step -> faults.add("step " + step + ": it has a mock, and sent nothing"));
    checkOutcomes();
    Set<String> steps = new LinkedHashSet<>();
    test.out().forEach(expected -> steps.add(expected.step()));
    steps.forEach(this::checkOut);
    test.nothingTo().forEach(this::checkNothing);
    traces.forEach(
        trace -> trace.sent().forEach(sent -> sent.problems().forEach(p -> problem(sent, p))));
    faults.replaceAll(rehearsal::mask);
    return faults;
  }

  private void problem(Sent sent, String problem) {
    faults.add("step " + sent.step() + ": " + problem);
  }

  /** A name that no step has would make a test that cannot fail. */
  private void checkNames() {
    if (!rehearsal.routes().contains(test.route())) {
      faults.add(
          "route: there is no route "
              + test.route()
              + ": "
              + String.join(", ", rehearsal.routes()));
      return;
    }
    Set<String> names = new LinkedHashSet<>(test.mocks().keySet());
    names.addAll(test.nothingTo());
    test.out().forEach(expected -> names.add(expected.step()));
    Set<String> known = rehearsal.stepIds();
    for (String name : names) {
      if (!known.contains(name.replaceFirst("/.*", ""))) {
        faults.add(
            "step " + name + ": the route has no step of this id: " + String.join(", ", known));
      }
    }
  }

  private void checkOutcomes() {
    for (int i = 0; i < traces.size(); i++) {
      Settlement end = traces.get(i).settlement();
      String expected = test.outcome(i);
      String got = end.outcome().word();
      boolean good = expected == null ? !BAD.contains(end.outcome()) : expected.equals(got);
      if (!good) {
        String which = traces.size() == 1 ? "outcome" : "outcome of event " + (i + 1);
        String words = expected == null ? "neither dead nor retry" : expected;
        faults.add(which + ": expected " + words + ", got " + got + ": " + end.reason());
      }
    }
    String reason = traces.get(traces.size() - 1).settlement().reason();
    if (test.reason() != null && !reason.contains(test.reason())) {
      faults.add("reason: expected text with \"" + test.reason() + "\", got \"" + reason + "\"");
    }
  }

  private void checkOut(String step) {
    List<Expectation> expected = test.out().stream().filter(e -> e.step().equals(step)).toList();
    List<JsonNode> values = values(step);
    for (int i = 0; i < Math.min(expected.size(), values.size()); i++) {
      String where = "line " + expected.get(i).line() + ", step " + step + ": ";
      faults(expected.get(i), values.get(i)).forEach(fault -> faults.add(where + fault));
    }
    if (values.size() != expected.size()) {
      String got =
          values.isEmpty()
              ? "none: " + why()
              : values.size() + ", the last of them " + show(values.get(values.size() - 1));
      faults.add(
          "line "
              + expected.get(0).line()
              + ", step "
              + step
              + ": expected "
              + expected.size()
              + " in all, got "
              + got);
    }
  }

  /** What a Secret holds is compared and not shown. */
  private static List<String> faults(Expectation expected, JsonNode value) {
    List<String> found = Matching.faults(expected, value);
    if (value.findValuesAsText("kind").contains("Secret")) {
      found =
          found.stream().map(f -> WHAT_CAME.matcher(f).replaceFirst("got something else")).toList();
    }
    return found;
  }

  private String show(JsonNode value) {
    return Matching.show(rehearsal.mask(value));
  }

  private String why() {
    Settlement end = traces.get(traces.size() - 1).settlement();
    return end.outcome().word() + ": " + end.reason();
  }

  private void checkNothing(String step) {
    List<JsonNode> values = values(step);
    if (!values.isEmpty()) {
      faults.add("step " + step + ": expected nothing, got " + show(values.get(0)));
    }
  }

  /** What a step sent, or if it sends nothing what it gave. */
  private List<JsonNode> values(String step) {
    List<JsonNode> sent = new ArrayList<>();
    List<JsonNode> given = new ArrayList<>();
    for (Trace trace : traces) {
      trace.sent().stream().filter(s -> s.isCalled(step)).forEach(s -> sent.add(s.body()));
      trace.steps().stream()
          .filter(s -> s.id().equals(step) && !s.result().isNull() && !s.result().has("error"))
          .forEach(s -> given.add(s.result()));
    }
    return sent.isEmpty() ? given : sent;
  }
}
