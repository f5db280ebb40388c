package io.drover.lua;

import io.drover.script.Budget;
import io.drover.script.LimitExceeded;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.TailcallVarargs;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Upvaldesc;
import org.luaj.vm2.Varargs;

/**
 * A function of a script. It runs the instructions that LuaJ's compiler made, in place of LuaJ's
 * own closures: each is a step of the evaluation's budget, calls are counted, and an error learns
 * where it was.
 */
final class ScriptFunction extends LuaClosure {
  private static final int CONSTANT = 0x100; // operands from here on are constants
  private static final int SIGNED = 0x1ffff; // what is added to jumps, so that they are above 0

  private final Evaluation evaluation;
  private final Budget budget;
  private final Calls calls;

  /** The whole script, with the table that holds its global names. */
  ScriptFunction(Prototype prototype, LuaValue environment, Evaluation evaluation) {
    super(prototype, environment);
    this.evaluation = evaluation;
    this.budget = evaluation.budget();
    this.calls = evaluation.calls();
  }

  /**
   * @param stack the registers, of which the parameters are filled
   * @param rest the arguments beyond the parameters, which are {@code ...}
   */
  @Override
  protected Varargs execute(LuaValue[] stack, Varargs rest) {
    int depth = evaluation.enter();
    OpenUpvalues open = p.p.length == 0 ? null : new OpenUpvalues(stack);
    int[] code = p.code;
    Varargs many = NONE; // results of which the number is not known to the compiler
    int manyFrom = 0; // the register from which on they would stand
    int pc = 0;
    try {
      while (true) {
        int i = code[pc++];
        budget.step();
        int a = (i >>> 6) & 0xff;
        switch (i & 0x3f) {
          case Lua.OP_MOVE -> stack[a] = stack[b(i)];
          case Lua.OP_LOADK -> stack[a] = p.k[i >>> 14];
          case Lua.OP_LOADBOOL -> {
            stack[a] = valueOf(b(i) != 0);
            pc += c(i) == 0 ? 0 : 1;
          }
          case Lua.OP_LOADNIL -> {
            for (int register = a; register <= a + b(i); register++) {
              stack[register] = NIL;
            }
          }
          case Lua.OP_GETUPVAL -> stack[a] = upValues[b(i)].getValue();
          case Lua.OP_GETTABUP -> stack[a] = upValues[b(i)].getValue().get(value(c(i), stack));
          case Lua.OP_GETTABLE -> stack[a] = stack[b(i)].get(value(c(i), stack));
          case Lua.OP_SETTABUP ->
              upValues[a].getValue().set(value(b(i), stack), value(c(i), stack));
          case Lua.OP_SETUPVAL -> upValues[b(i)].setValue(stack[a]);
          case Lua.OP_SETTABLE -> stack[a].set(value(b(i), stack), value(c(i), stack));
          case Lua.OP_NEWTABLE -> stack[a] = new ScriptTable(b(i), c(i));
          case Lua.OP_SELF -> {
            LuaValue self = stack[b(i)];
            stack[a + 1] = self;
            stack[a] = self.get(value(c(i), stack));
          }
          case Lua.OP_ADD -> stack[a] = number(b(i), stack).add(number(c(i), stack));
          case Lua.OP_SUB -> stack[a] = number(b(i), stack).sub(number(c(i), stack));
          case Lua.OP_MUL -> stack[a] = number(b(i), stack).mul(number(c(i), stack));
          case Lua.OP_DIV -> stack[a] = number(b(i), stack).div(number(c(i), stack));
          case Lua.OP_MOD -> stack[a] = number(b(i), stack).mod(number(c(i), stack));
          case Lua.OP_POW -> stack[a] = number(b(i), stack).pow(number(c(i), stack));
          case Lua.OP_UNM -> stack[a] = number(b(i), stack).neg();
          case Lua.OP_NOT -> stack[a] = stack[b(i)].not();
          case Lua.OP_LEN -> stack[a] = stack[b(i)].len();
          case Lua.OP_CONCAT -> stack[a] = Concatenation.of(stack, b(i), c(i), budget);
          case Lua.OP_JMP -> {
            pc += (i >>> 14) - SIGNED;
            if (a > 0) {
              open.closeFrom(a - 1);
            }
          }
          case Lua.OP_EQ -> {
            boolean equal = Comparison.equal(value(b(i), stack), value(c(i), stack), budget);
            pc += equal == (a != 0) ? 0 : 1;
          }
          case Lua.OP_LT -> {
            boolean less = Comparison.less(value(b(i), stack), value(c(i), stack), budget);
            pc += less == (a != 0) ? 0 : 1;
          }
          case Lua.OP_LE -> {
            boolean atMost = Comparison.atMost(value(b(i), stack), value(c(i), stack), budget);
            pc += atMost == (a != 0) ? 0 : 1;
          }
          case Lua.OP_TEST -> pc += stack[a].toboolean() == (c(i) != 0) ? 0 : 1;
          case Lua.OP_TESTSET -> {
            LuaValue tested = stack[b(i)];
            if (tested.toboolean() == (c(i) != 0)) {
              stack[a] = tested;
            } else {
              pc++;
            }
          }
          case Lua.OP_CALL -> {
            int wanted = c(i) - 1;
            if (wanted == 1 || wanted == 0) {
              LuaValue result = calls.first(stack, a, b(i), manyFrom, many);
              if (wanted == 1) {
                stack[a] = result;
              }
            } else {
              Varargs results =
                  calls.all(stack[a], calls.arguments(stack, a, b(i), manyFrom, many));
              if (wanted < 0) {
                many = results;
                manyFrom = a;
              } else {
                Calls.copy(results, stack, a, wanted);
              }
            }
          }
          case Lua.OP_TAILCALL -> {
            Varargs arguments = calls.arguments(stack, a, b(i), manyFrom, many);
            return stack[a] instanceof ScriptFunction
                ? new TailcallVarargs(stack[a], arguments)
                : calls.all(stack[a], arguments); // here, so that an error of it has a place
          }
          case Lua.OP_RETURN -> {
            return switch (b(i)) {
              case 0 -> calls.joined(stack, a, manyFrom - a, many);
              case 1 -> NONE;
              case 2 -> stack[a];
              default -> varargsOf(stack, a, b(i) - 1);
            };
          }
          case Lua.OP_FORPREP -> {
            NumericFor.prepare(stack, a);
            pc += (i >>> 14) - SIGNED;
          }
          case Lua.OP_FORLOOP -> pc += NumericFor.next(stack, a) ? (i >>> 14) - SIGNED : 0;
          case Lua.OP_TFORCALL ->
              Calls.copy(
                  calls.all(stack[a], varargsOf(stack[a + 1], stack[a + 2])), stack, a + 3, c(i));
          case Lua.OP_TFORLOOP -> {
            if (!stack[a + 1].isnil()) {
              stack[a] = stack[a + 1];
              pc += (i >>> 14) - SIGNED;
            }
          }
          case Lua.OP_SETLIST -> {
            int block = c(i) == 0 ? code[pc++] : c(i);
            Varargs items =
                b(i) == 0
                    ? calls.joined(stack, a + 1, manyFrom - a - 1, many)
                    : varargsOf(stack, a + 1, b(i));
            append(stack[a], (block - 1) * Lua.LFIELDS_PER_FLUSH, items);
          }
          case Lua.OP_CLOSURE -> stack[a] = closure(p.p[i >>> 14], open);
          case Lua.OP_VARARG -> {
            if (b(i) == 0) {
              many = rest;
              manyFrom = a;
            } else {
              Calls.copy(rest, stack, a, b(i) - 1);
            }
          }
          default -> throw new IllegalStateException("instruction " + (i & 0x3f));
        }
      }
    } catch (LuaError e) {
      throw Fault.passing(e, this, pc - 1, stack);
    } catch (RuntimeException e) { // LuaJ is not ready for all that it may be asked
      LuaError error = new LuaError("Lua cannot do this: " + e);
      throw Fault.passing(error, this, pc - 1, stack);
    } catch (LimitExceeded | StackOverflowError e) {
      evaluation.stoppedAt(line(pc - 1));
      throw e;
    } finally {
      if (open != null) {
        open.closeFrom(0);
      }
      evaluation.backTo(depth);
    }
  }

  private static int b(int instruction) {
    return instruction >>> 23;
  }

  private static int c(int instruction) {
    return (instruction >>> 14) & 0x1ff;
  }

  private LuaValue value(int operand, LuaValue[] stack) {
    return operand < CONSTANT ? stack[operand] : p.k[operand - CONSTANT];
  }

  /** An operand of arithmetic; the digits of a text are read. */
  private LuaValue number(int operand, LuaValue[] stack) {
    LuaValue value = value(operand, stack);
    return value instanceof LuaString text ? NumberScan.operand(text) : value;
  }

  private static void append(LuaValue table, int after, Varargs items) {
    int count = items.narg();
    table.presize(after + count);
    for (int n = 1; n <= count; n++) {
      table.set(after + n, items.arg(n));
    }
  }

  private ScriptFunction closure(Prototype inner, OpenUpvalues open) {
    ScriptFunction function = new ScriptFunction(inner, null, evaluation);
    Upvaldesc[] wanted = inner.upvalues;
    for (int n = 0; n < wanted.length; n++) {
      UpValue upvalue = wanted[n].instack ? open.at(wanted[n].idx) : upValues[wanted[n].idx];
      function.upValues[n] = upvalue;
    }
    return function;
  }

  int line(int pc) {
    return p.lineinfo != null && pc >= 0 && pc < p.lineinfo.length ? p.lineinfo[pc] : 0;
  }
}
