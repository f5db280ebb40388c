package io.drover.lua;

import io.drover.script.Budget;

/**
 * The budget of the evaluation that the calling thread is in. The functions of the library are
 * shared by all evaluations, those that strings bring with them even by all scripts of the JVM, so
 * none can be handed one.
 */
final class CurrentBudget {
  private CurrentBudget() {}

  /**
   * That of the evaluation.
   *
   * @throws IllegalStateException outside of one
   */
  static Budget get() {
    return Evaluation.current().budget();
  }
}
