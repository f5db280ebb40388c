package io.drover.lua;

import io.drover.script.Budget;
import java.util.function.Supplier;

/**
 * The budget of the evaluation that the calling thread is in. The functions of the library are
 * shared by all evaluations, those that strings bring with them even by all scripts of the JVM, so
 * none can be handed one.
 */
final class CurrentBudget {
  private static final ThreadLocal<Budget> OF_THREAD = new ThreadLocal<>();

  private CurrentBudget() {}

  /**
   * That of the evaluation.
   *
   * @throws IllegalStateException outside of one
   */
  static Budget get() {
    Budget budget = OF_THREAD.get();
    if (budget == null) {
      throw new IllegalStateException("no script is being evaluated by this thread");
    }
    return budget;
  }

  /** Evaluates with a budget. */
  static <T> T during(Budget budget, Supplier<T> evaluation) {
    Budget outer = OF_THREAD.get();
    OF_THREAD.set(budget);
    try {
      return evaluation.get();
    } finally {
      OF_THREAD.set(outer);
    }
  }
}
