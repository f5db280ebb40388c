package io.drover.lua;

import io.drover.script.Budget;
import io.drover.script.DeepStack;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptText;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.luaj.vm2.LuaValue;

/** One run of a script, in one thread: what is left to it, and how deep it is in calls. */
final class Evaluation {
  /** Fits a stack of 512 KB, whatever the calls go through and however Java runs them. */
  private static final int DEEPEST_HERE = 200;

  /** How deep calls may be nested at all, on a thread made for it: {@link DeepStack}. */
  private static final int DEEPEST = 10_000;

  private static final int LIBRARY = 3;
  private static final ThreadLocal<Evaluation> OF_THREAD = new ThreadLocal<>();

  private final ScriptText script;
  private final ConstantTexts names;
  private final Budget budget;
  private final Calls calls;
  private final int deepest;
  private final int loggedBefore;
  private int depth;
  private boolean tooDeep;
  private int stoppedAtLine;
  private int logged;
  private IdentityHashMap<LuaValue, Integer> numbered;

  Evaluation(ScriptText script, ConstantTexts names, Budget budget) {
    this(script, names, budget, DEEPEST_HERE, 0);
  }

  private Evaluation(
      ScriptText script, ConstantTexts names, Budget budget, int deepest, int loggedBefore) {
    this.script = script;
    this.names = names;
    this.budget = budget;
    this.deepest = deepest;
    this.loggedBefore = loggedBefore;
    this.calls = new Calls(this, budget);
  }

  /**
   * That which the calling thread is in.
   *
   * @throws IllegalStateException outside of one
   */
  static Evaluation current() {
    Evaluation evaluation = OF_THREAD.get();
    if (evaluation == null) {
      throw new IllegalStateException("no script is being evaluated by this thread");
    }
    return evaluation;
  }

  <T> T during(Supplier<T> work) {
    Evaluation outer = OF_THREAD.get();
    OF_THREAD.set(this);
    try {
      return work.get();
    } finally {
      OF_THREAD.set(outer);
    }
  }

  ScriptText script() {
    return script;
  }

  ConstantTexts names() {
    return names;
  }

  Budget budget() {
    return budget;
  }

  Calls calls() {
    return calls;
  }

  /**
   * A call begins.
   *
   * @return how deep the caller is, for {@link #backTo} when the call is over
   */
  int enter() {
    if (depth >= deepest) {
      throw tooDeep();
    }
    return depth++;
  }

  /** The error of it; where Java finds its stack full, that is the same. */
  LimitExceeded tooDeep() {
    tooDeep = true;
    return Budget.tooDeep(deepest);
  }

  /** Whether it ended as calls were nested too deeply, where another thread has room for more. */
  boolean mayGoDeeper() {
    return tooDeep && deepest < DEEPEST;
  }

  /** The same from its beginning, for the thread that calls, which has a deep stack. */
  Evaluation deeper() {
    return new Evaluation(script, names, budget.again(), DEEPEST, logged);
  }

  /**
   * A call of the library begins, which may call the script again: that needs more of the stack.
   */
  int enterLibrary() {
    int before = enter();
    depth += LIBRARY - 1;
    return before;
  }

  void backTo(int before) {
    depth = before;
  }

  /** A limit was reached at a line: the innermost one says so first. */
  void stoppedAt(int line) {
    if (stoppedAtLine == 0) {
      stoppedAtLine = line;
    }
  }

  int stoppedAtLine() {
    return stoppedAtLine;
  }

  /** How many lines it has logged, with this one. */
  int countLogged() {
    return ++logged;
  }

  /** Whether the last line was logged before, when the script was run less deep. */
  boolean wasLoggedBefore() {
    return logged <= loggedBefore;
  }

  /** The number by which it shows a table or a function: the first one shown is 1. */
  int numberOf(LuaValue value) {
    if (numbered == null) {
      numbered = new IdentityHashMap<>();
    }
    return numbered.computeIfAbsent(value, v -> numbered.size() + 1);
  }
}
