package io.drover.lua;

import io.drover.lua.RegisterNames.Name;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Says of an instruction that could not be done what Lua 5.1 says: which value it was that is
 * wrong.
 */
final class Blame {
  private static final Pattern ARGUMENT = Pattern.compile("bad argument(?: #(\\d+))?: (.*)");
  private static final Pattern NAMED =
      Pattern.compile("bad argument #(\\d+) to '(\\w+)' \\((.*)\\)");
  private static final int LOCAL = 0x100;

  /** What to do without what is not there. */
  private static final Map<String, String> WITHHELD =
      Map.of(
          "arg", "what a function is given beyond its parameters is {...}",
          "io", "scripts have no files",
          "debug", "scripts see nothing of the interpreter",
          "package", "a script stands in one file",
          "coroutine", "write a loop, or a function that is handed what to do next",
          "luajava", "scripts do not see Java");

  private final ScriptFunction function;
  private final Prototype p;
  private final RegisterNames names;
  private final int pc;
  private final int instruction;
  private final LuaValue[] stack;

  private Blame(ScriptFunction function, int pc, LuaValue[] stack) {
    this.function = function;
    this.p = function.p;
    this.names = new RegisterNames(p);
    this.pc = pc;
    this.instruction = p.code[pc];
    this.stack = stack;
  }

  static Fault fault(LuaError error, ScriptFunction function, int pc, LuaValue[] stack) {
    return new Blame(function, pc, stack).fault(String.valueOf(error.getMessage()));
  }

  /** What the script calls a function, if the instruction calls just this one; or null. */
  static String calleeName(ScriptFunction caller, int pc, LuaValue[] stack, LuaValue callee) {
    int instruction = caller.p.code[pc];
    int a = Lua.GETARG_A(instruction);
    if (Lua.GET_OPCODE(instruction) != Lua.OP_CALL || callee == null || !stack[a].raweq(callee)) {
      return null;
    }
    Name name = new RegisterNames(caller.p).of(a, pc);
    return name == null ? null : name.name();
  }

  private Fault fault(String message) {
    int a = Lua.GETARG_A(instruction);
    int b = Lua.GETARG_B(instruction);
    int c = Lua.GETARG_C(instruction);
    return switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_GETTABLE, Lua.OP_SELF -> index(stack[b], register(b), message);
      case Lua.OP_GETTABUP -> index(upvalue(b), names.upvalue(b), message);
      case Lua.OP_SETTABLE -> assignment(stack[a], register(a), message);
      case Lua.OP_SETTABUP -> assignment(upvalue(a), names.upvalue(a), message);
      case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
          arithmetic(isNumber(value(b)) ? c : b, message);
      case Lua.OP_UNM -> arithmetic(b, message);
      case Lua.OP_LEN -> wrong(message, "get length of", stack[b], register(b));
      case Lua.OP_CONCAT -> concatenation(b, c, message);
      case Lua.OP_LT, Lua.OP_LE -> comparison(value(b), value(c), message);
      case Lua.OP_CALL, Lua.OP_TAILCALL -> call(a, message);
      case Lua.OP_TFORCALL -> call(a, message);
      default -> new Fault(LuaText.of(message), 1, "");
    };
  }

  private Fault index(LuaValue indexed, Name name, String message) {
    return indexed.istable() ? plain(message) : wrong(message, "index", indexed, name);
  }

  private Fault assignment(LuaValue table, Name name, String message) {
    if (table.istable() && message.startsWith("table index")) {
      LuaValue key = value(Lua.GETARG_B(instruction));
      return plain("table index is " + (key.isnil() ? "nil" : "NaN"));
    }
    return index(table, name, message);
  }

  private Fault arithmetic(int operand, String message) {
    LuaValue value = value(operand);
    return isNumber(value)
        ? plain(message)
        : wrong(message, "perform arithmetic on", value, name(operand));
  }

  private static boolean isNumber(LuaValue value) {
    return value instanceof LuaString text ? !NumberScan.number(text).isnil() : value.isnumber();
  }

  private Fault concatenation(int first, int last, String message) {
    for (int n = last - 1; n >= first; n--) {
      int bad = !stack[n].isstring() ? n : n + 1 == last && !stack[last].isstring() ? last : -1;
      if (bad >= 0) {
        return wrong(message, "concatenate", stack[bad], register(bad));
      }
    }
    return plain(message);
  }

  private Fault comparison(LuaValue left, LuaValue right, String message) {
    if (!message.startsWith("attempt to compare")) {
      return plain(message);
    }
    boolean same = left.typename().equals(right.typename());
    String found = Shown.value(left) + " and " + Shown.value(right);
    String types =
        same ? "two " + left.typename() + " values" : left.typename() + " with " + right.typename();
    return new Fault(LuaText.of("attempt to compare " + types), 1, "they are " + found);
  }

  private Fault call(int register, String message) {
    LuaValue called = stack[register];
    if (message.startsWith("attempt to call ") && !called.metatag(LuaValue.CALL).isfunction()) {
      return called.isfunction()
          ? plain(message)
          : wrong(message, "call", called, register(register));
    }
    Name name = register(register);
    Matcher named = NAMED.matcher(message);
    if (name != null && named.matches() && named.group(2).equals(called.tojstring())) {
      return plain(badArgument(named.group(1), name, named.group(3)));
    }
    Matcher argument = ARGUMENT.matcher(message);
    if (!argument.matches()) {
      return plain(message);
    }
    return plain(badArgument(argument.group(1), name, argument.group(2)));
  }

  private static String badArgument(String number, Name name, String what) {
    String to = name == null ? "?" : name.name();
    if (number == null) {
      return "bad argument to '" + to + "' (" + what + ")";
    }
    int n = Integer.parseInt(number);
    if (name != null && name.kind().equals("method") && --n == 0) {
      return "calling '" + to + "' on bad self (" + what + ")";
    }
    return "bad argument #" + n + " to '" + to + "' (" + what + ")";
  }

  private Fault wrong(String message, String doing, LuaValue value, Name name) {
    if (!message.startsWith("attempt to") && !message.contains("expected, got")) {
      return plain(message);
    }
    String type = "a " + value.typename() + " value";
    String what = name == null ? type : name + " (" + type + ")";
    String advice = name != null && name.kind().equals("global") ? advice(name.name()) : "";
    String found = value.isnil() ? "" : "it is " + Shown.value(value);
    return new Fault(LuaText.of("attempt to " + doing + " " + what + advice), 1, found);
  }

  private static String advice(String global) {
    String advice = WITHHELD.get(global);
    return advice == null ? "" : "; it is not available here: " + advice;
  }

  private static Fault plain(String message) {
    return new Fault(LuaText.of(message), 1, "");
  }

  private Name register(int register) {
    return names.of(register, pc);
  }

  private Name name(int operand) {
    return operand < LOCAL ? register(operand) : null;
  }

  private LuaValue value(int operand) {
    return operand < LOCAL ? stack[operand] : p.k[operand - LOCAL];
  }

  private LuaValue upvalue(int index) {
    return function.upValues[index].getValue();
  }
}
