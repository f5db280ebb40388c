package io.drover.lua;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** What the script calls the value in a register, found from the instruction that put it there. */
final class RegisterNames {
  private static final LuaValue ENVIRONMENT = LuaValue.valueOf("_ENV");

  private final Prototype p;

  RegisterNames(Prototype p) {
    this.p = p;
  }

  /** A name as Lua's messages have it. */
  record Name(String kind, String name) {
    @Override
    public String toString() {
      return kind + " '" + name + "'";
    }
  }

  /** Of a register as an instruction finds it; null if it has none. */
  Name of(int register, int pc) {
    LuaString local = p.getlocalname(register + 1, pc);
    if (local != null) {
      return new Name("local", local.tojstring());
    }
    int writer = writerOf(register, pc);
    return writer < 0 ? null : from(p.code[writer], writer);
  }

  /** Of a variable of an outer function. */
  Name upvalue(int index) {
    LuaString name = index < p.upvalues.length ? p.upvalues[index].name : null;
    return name == null ? null : new Name("upvalue", name.tojstring());
  }

  private Name from(int instruction, int pc) {
    int b = Lua.GETARG_B(instruction);
    int c = Lua.GETARG_C(instruction);
    return switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_MOVE -> b < Lua.GETARG_A(instruction) ? of(b, pc) : null;
      case Lua.OP_GETUPVAL -> upvalue(b);
      case Lua.OP_GETTABUP -> key(isEnvironment(b) ? "global" : "field", c);
      case Lua.OP_GETTABLE -> key("field", c);
      case Lua.OP_SELF -> key("method", c);
      default -> null;
    };
  }

  boolean isEnvironment(int upvalue) {
    return upvalue < p.upvalues.length && ENVIRONMENT.eq_b(p.upvalues[upvalue].name);
  }

  private Name key(String kind, int operand) {
    boolean constant = Lua.ISK(operand) && p.k[Lua.INDEXK(operand)].isstring();
    return new Name(kind, constant ? p.k[Lua.INDEXK(operand)].tojstring() : "?");
  }

  /** The last instruction before pc that is sure to have written the register, or -1. */
  private int writerOf(int register, int pc) {
    int writer = -1;
    for (int at = 0; at < pc; at++) {
      int instruction = p.code[at];
      int a = Lua.GETARG_A(instruction);
      switch (Lua.GET_OPCODE(instruction)) {
        case Lua.OP_LOADNIL -> {
          if (a <= register && register <= a + Lua.GETARG_B(instruction)) {
            writer = at;
          }
        }
        case Lua.OP_TFORCALL -> writer = register >= a + 2 ? at : writer;
        case Lua.OP_CALL, Lua.OP_TAILCALL -> writer = register >= a ? at : writer;
        case Lua.OP_JMP -> {
          int target = at + 1 + Lua.GETARG_sBx(instruction);
          at = at < target && target <= pc ? target - 1 : at;
        }
        case Lua.OP_SELF -> writer = register == a || register == a + 1 ? at : writer;
        case Lua.OP_TEST -> writer = register == a ? at : writer;
        default -> {
          boolean writes = Lua.testAMode(Lua.GET_OPCODE(instruction)) && register == a;
          writer = writes ? at : writer;
        }
      }
    }
    return writer;
  }
}
