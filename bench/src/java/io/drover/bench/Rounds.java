package io.drover.bench;

import io.drover.bench.Span.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures subjects in turn, round after round, so that what changes on the machine meanwhile
 * changes for all. Each begins every so many rounds. The namespace is empty before each
 * measurement, and is looked at after it.
 */
final class Rounds {
  /** What was measured of a subject in a round. */
  record Round(Measurement idle, Measurement loaded, CpuTime cpu) {}

  private final Plan plan;
  private final WorkflowNamespace namespace;
  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
  private int next = 1;

  Rounds(Plan plan, WorkflowNamespace namespace) {
    this.plan = plan;
    this.namespace = namespace;
  }

  /** By name of the subject, in the order in which they were given. */
  Map<String, List<Round>> run(List<Subject> subjects) throws Exception {
    for (Subject subject : subjects) {
      rounds.put(subject.name(), new ArrayList<>());
      subject.warmUp(take(plan.warmUp()), plan);
      namespace.clear();
    }
    List<Subject> order = new ArrayList<>(subjects);
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Subject subject : order) {
        Round measured = measure(subject);
        rounds.get(subject.name()).add(measured);
        report(round, subject, measured);
      }
      Collections.rotate(order, 1);
    }
    return rounds;
  }

  private int take(int events) {
    int first = next;
    next += events;
    return first;
  }

  private Round measure(Subject subject) throws Exception {
    Measurement idle = subject.idle(take(plan.idleEvents()), plan);
    check(subject, idle);
    CpuTime before = CpuTime.of(subject.handle());
    Measurement loaded = subject.loaded(take(plan.events()), plan);
    CpuTime cpu = CpuTime.of(subject.handle()).minus(before);
    check(subject, loaded);
    return new Round(idle, loaded, cpu);
  }

  private void check(Subject subject, Measurement measurement) throws IOException {
    int found = namespace.count();
    if (found != measurement.events()) {
      throw new IllegalStateException(
          subject.name() + ": " + measurement.events() + " events made " + found + " Workflows");
    }
    namespace.clear();
  }

  private static void report(int round, Subject subject, Round measured) {
    System.err.printf(
        Locale.ROOT,
        "round %d, %s: idle p50 %.2f ms, loaded %.0f/s%n",
        round,
        subject.name(),
        measured.idle().millis(Stage.ALL, 50),
        measured.loaded().perSecond());
  }
}
