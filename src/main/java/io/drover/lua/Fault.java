package io.drover.lua;

import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * An error of a script, on its way up through the calls. It notes the line of each, and its message
 * is given a place when it comes by the call that the place is that of: {@code error(text, level)}.
 */
final class Fault extends LuaError {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CALLS = 5;

  private final transient List<String> calls = new ArrayList<>();
  private transient LuaValue value;
  private transient LuaValue callee; // the function that it left last
  private final String found;
  private int levels;
  private int line;

  /**
   * @param value what {@code pcall} gives to the script
   * @param levels how many calls up the place is that a text begins with; 0 for none
   * @param found the value that was wrong, or empty
   */
  Fault(LuaValue value, int levels, String found) {
    super(value.isstring() ? LuaText.shown(value) : value.typename());
    this.value = value;
    this.levels = value.isstring() ? levels : 0;
    this.found = found;
  }

  /** An error that came out of an instruction. */
  static Fault passing(LuaError error, ScriptFunction function, int pc, LuaValue[] stack) {
    Fault fault = error instanceof Fault known ? known : Blame.fault(error, function, pc, stack);
    fault.pass(function, pc, stack);
    return fault;
  }

  private void pass(ScriptFunction function, int pc, LuaValue[] stack) {
    int at = function.line(pc);
    if (levels > 0 && --levels == 0) {
      line = at;
      String source = function.p.source.tojstring().substring(1);
      LuaValue[] texts = {LuaText.of(source + ":" + at + ": "), value};
      value = Concatenation.of(texts, 0, 1, CurrentBudget.get());
    }
    if (line == 0 && calls.isEmpty()) {
      line = at;
    }
    if (calls.size() < SHOWN_CALLS) {
      nameCallee(Blame.calleeName(function, pc, stack, callee));
      calls.add("line " + at);
    }
    callee = function;
  }

  private void nameCallee(String name) {
    if (!calls.isEmpty() && name != null) {
      int last = calls.size() - 1;
      calls.set(last, calls.get(last) + " in '" + name + "'");
    }
  }

  /** The line that its message points at, or else the one where it arose. */
  int line() {
    return line;
  }

  /** The value that was wrong, such as {@code it is "12x"}; empty if that says nothing. */
  String found() {
    return found;
  }

  /** Where the calls were, innermost first; empty if it did not leave a function. */
  String calls() {
    return calls.size() < 2 ? "" : String.join(", called from ", calls);
  }

  @Override
  public LuaValue getMessageObject() {
    return value;
  }

  @Override
  public String getMessage() {
    return value.isstring() ? LuaText.shown(value) : super.getMessage();
  }

  /** Errors are part of what scripts compute with: theirs need no trace of Java's calls. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
