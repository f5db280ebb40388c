package io.drover.lua;

import io.drover.script.Budget;
import io.drover.script.ScriptText;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.luaj.vm2.LuaValue;

/** One run of a script, in one thread: what is left to it, and how deep it is in calls. */
final class Evaluation {
  /** Fits a stack of 512 KB, whatever the calls go through and however Java runs them. */
  static final int MAX_DEPTH = 200;

  private static final int LIBRARY = 3;
  private static final ThreadLocal<Evaluation> OF_THREAD = new ThreadLocal<>();

  private final ScriptText script;
  private final ScriptNames names;
  private final Budget budget;
  private final Calls calls;
  private int depth;
  private int stoppedAtLine;
  private int logged;
  private IdentityHashMap<LuaValue, Integer> numbered;

  Evaluation(ScriptText script, ScriptNames names, Budget budget) {
    this.script = script;
    this.names = names;
    this.budget = budget;
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

  ScriptNames names() {
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
    if (depth >= MAX_DEPTH) {
      throw Budget.tooDeep(MAX_DEPTH);
    }
    return depth++;
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

  /** The number by which it shows a table or a function: the first one shown is 1. */
  int numberOf(LuaValue value) {
    if (numbered == null) {
      numbered = new IdentityHashMap<>();
    }
    return numbered.computeIfAbsent(value, v -> numbered.size() + 1);
  }
}
