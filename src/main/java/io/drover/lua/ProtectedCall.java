package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code pcall} and {@code xpcall}. Errors are caught, the end of a budget is not. */
final class ProtectedCall {
  private ProtectedCall() {}

  /**
   * @param handler what is done with the error; null for nothing
   */
  static Varargs of(LuaValue function, Varargs arguments, LuaValue handler) {
    Evaluation evaluation = Evaluation.current();
    int depth = evaluation.enter();
    try {
      return LuaValue.varargsOf(LuaValue.TRUE, function.invoke(arguments));
    } catch (LuaError e) {
      LuaValue value = e.getMessageObject();
      return failed(value == null ? LuaValue.NIL : value, handler);
    } catch (ArithmeticException | IndexOutOfBoundsException | ClassCastException e) {
      return failed(LuaText.of(String.valueOf(e.getMessage())), handler);
    } finally {
      evaluation.backTo(depth);
    }
  }

  private static Varargs failed(LuaValue value, LuaValue handler) {
    if (handler == null) {
      return LuaValue.varargsOf(LuaValue.FALSE, value);
    }
    try {
      return LuaValue.varargsOf(LuaValue.FALSE, handler.invoke(value));
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.FALSE, LuaText.of("error in error handling"));
    }
  }
}
