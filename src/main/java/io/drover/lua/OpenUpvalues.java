package io.drover.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.UpValue;

/** The local variables of a running function that inner functions share with it. */
final class OpenUpvalues {
  private final LuaValue[] stack;
  private UpValue[] byRegister;

  OpenUpvalues(LuaValue[] stack) {
    this.stack = stack;
  }

  UpValue at(int register) {
    if (byRegister == null) {
      byRegister = new UpValue[stack.length];
    }
    if (byRegister[register] == null) {
      byRegister[register] = new UpValue(stack, register);
    }
    return byRegister[register];
  }

  /** The variables from this register on end; the inner functions keep them. */
  void closeFrom(int register) {
    if (byRegister == null) {
      return;
    }
    for (int n = register; n < byRegister.length; n++) {
      if (byRegister[n] != null) {
        byRegister[n].close();
        byRegister[n] = null;
      }
    }
  }
}
