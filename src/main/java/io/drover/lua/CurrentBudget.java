package io.drover.lua;

import io.drover.script.Budget;
import io.drover.script.ScriptText;
import java.util.function.Supplier;

/**
 * The budget of the evaluation that the calling thread is in. The functions of the library are
 * shared by all evaluations, those that strings bring with them even by all scripts of the JVM, so
 * none can be handed one.
 */
final class CurrentBudget {
  private static final ScriptText NONE = new ScriptText("script", "");

  private CurrentBudget() {}

  /**
   * That of the evaluation.
   *
   * @throws IllegalStateException outside of one
   */
  static Budget get() {
    return Evaluation.current().budget();
  }

  /** Evaluates with a budget. */
  static <T> T during(Budget budget, Supplier<T> evaluation) {
    return new Evaluation(NONE, ConstantTexts.NONE, budget).during(evaluation);
  }
}
