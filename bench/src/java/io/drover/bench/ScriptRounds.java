package io.drover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the ways of evaluating each script in turn, round after round; each begins every so many
 * rounds. Before that each evaluates all scripts, so that Java has compiled what runs often, and
 * all must have the same results.
 */
record ScriptRounds(int rounds, long millis, long warmUpMillis) {
  /** By script, then by name of the subject, a measurement of each round. */
  Map<BenchScript, Map<String, List<ScriptMeasurement>>> run(
      List<BenchScript> scripts, List<ScriptSubject> subjects) {
    Map<BenchScript, Map<String, List<ScriptMeasurement>>> all = new LinkedHashMap<>();
    for (BenchScript script : scripts) {
      Map<String, List<ScriptMeasurement>> ofScript = new LinkedHashMap<>();
      for (ScriptSubject subject : subjects) {
        subject.measure(script, subject.isPeer() ? warmUpMillis / 10 : warmUpMillis);
        ofScript.put(subject.name(), new ArrayList<>());
      }
      all.put(script, ofScript);
    }
    List<ScriptSubject> order = new ArrayList<>(subjects);
    for (int round = 1; round <= rounds; round++) {
      for (BenchScript script : scripts) {
        for (ScriptSubject subject : order) {
          all.get(script).get(subject.name()).add(subject.measure(script, millis));
        }
      }
      System.err.printf("round %d%n", round);
      Collections.rotate(order, 1);
    }
    return all;
  }
}
