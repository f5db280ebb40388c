package io.drover.jq;

import io.drover.script.Budget;
import io.drover.script.DeepStack;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One evaluation of a program: its budget, its depth, and what the program is run for. */
final class Run {
  /** How deep calls may be nested on a thread with a stack of 512 KB. */
  static final int DEEPEST_HERE = 150;

  /** How deep they may be nested at all, on a thread made for it: {@link DeepStack}. */
  static final int DEEPEST = 10_000;

  private static final int SMALL = 64;
  private static final int REFERENCE = 4; // bytes
  private static final int MESSAGES = 10;

  private final Budget budget;
  private final ScriptText text;
  private final JqLibrary library;
  private final Object host;
  private final int deepest;
  private int depth;
  private Object leaving; // null unless something is being left
  private int messages;
  private long assignments;
  private Map<String, Regex> expressions = Map.of(); // by modifiers and pattern

  Run(ScriptText text, ScriptLimits limits, JqLibrary library, Object host, int deepest) {
    this.text = text;
    this.budget = new Budget(limits);
    this.deepest = deepest;
    this.library = library;
    this.host = host;
  }

  /** The time that {@code now} gives. */
  Instant now() {
    return library.clock().instant();
  }

  /** Compiled once an evaluation. */
  Regex regex(String pattern, String modifiers) {
    String key = modifiers + "/" + pattern;
    Regex known = expressions.get(key);
    if (known == null) {
      budget.steps(pattern.length());
      known = Regex.of(pattern, modifiers);
      expressions = expressions.isEmpty() ? new HashMap<>() : expressions;
      expressions.put(key, known);
    }
    return known;
  }

  Budget budget() {
    return budget;
  }

  /** What functions of the surroundings are handed, such as the exchange. */
  Object host() {
    return host;
  }

  void step() {
    budget.step();
  }

  /** So many references are about to be copied. */
  void copying(long count) {
    if (count > SMALL) {
      budget.steps(count / SMALL);
      budget.allocating(count * REFERENCE);
    }
  }

  /** A text has grown so long. */
  void growing(long characters) {
    if (characters > 1 << 16) {
      budget.allocating(characters);
    }
  }

  /** So many characters are about to be looked at. */
  void reading(long characters) {
    if (characters > 1 << 10) {
      budget.steps(characters >> 8);
    }
  }

  /** So many characters are about to be put together. */
  void text(long characters) {
    if (characters > 1 << 10) {
      budget.steps(characters >> 8);
      budget.allocating(characters * 2);
    }
  }

  /** An update has given a part a new value. */
  void assigned() {
    assignments++;
  }

  /** How many such values there have been. */
  long assignments() {
    return assignments;
  }

  /**
   * Has all that gives values to a place stop, without an exception, which would take long. Nothing
   * runs from then on until {@link #arrive}.
   */
  void leave(Object place) {
    leaving = place;
  }

  boolean isLeaving() {
    return leaving != null;
  }

  /** Goes on at a place, if it was left. */
  void arrive(Object place) {
    if (leaving == place) {
      leaving = null;
    }
  }

  /** Whether it was ended for its depth. */
  boolean isTooDeep() {
    return depth > deepest;
  }

  int depth() {
    return depth;
  }

  /** Goes one call deeper. */
  void enter() {
    if (++depth > deepest) {
      throw Budget.tooDeep(deepest);
    }
  }

  void leave() {
    depth--;
  }

  /** Back to where an error is caught. */
  void returnTo(int before) {
    depth = before;
  }

  /** Writes a message to the log, if there were not too many yet. */
  void log(int line, String message) {
    messages++;
    if (messages <= MESSAGES) {
      String more = messages == MESSAGES ? " (no more is logged of this evaluation)" : "";
      library.log().accept(text.at(line) + ": " + message + more);
    }
  }
}
