package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;

/**
 * A way to evaluate scripts.
 *
 * @param isPeer whether its process is that of the peer's engines
 * @param fresh whether each evaluation begins with the text
 */
record ScriptSubject(String name, ChildProcess process, boolean isPeer, boolean fresh) {
  private static final TypeReference<ScriptMeasurement> MEASUREMENT = new TypeReference<>() {};

  /**
   * Evaluates for a while.
   *
   * @throws IllegalStateException if what came of it is not what is expected
   */
  ScriptMeasurement measure(BenchScript script, long millis) {
    ScriptMeasurement measured =
        process.ask(
            new ScriptQuestion(
                script.language(),
                script.filter(),
                isPeer ? script.peerText() : script.text(),
                script.event(),
                fresh,
                millis),
            MEASUREMENT);
    if (!script.expects(measured.result())) {
      throw new IllegalStateException(
          name + ", " + script.title() + ": the result is another one: " + measured.result());
    }
    return measured;
  }
}
