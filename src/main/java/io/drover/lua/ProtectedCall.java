package io.drover.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code pcall} and {@code xpcall}. Errors are caught, the end of a budget is not. */
final class ProtectedCall {
  private ProtectedCall() {}

  /** {@code pcall(function, ...)}: true and the results, or false and the error. */
  static Varargs of(LuaValue function, Varargs arguments) {
    return of(function, arguments, null);
  }

  /** {@code xpcall(function, handler)}: in place of the error, what the handler makes of it. */
  static Varargs handled(LuaValue function, LuaValue handler) {
    return of(function, LuaValue.NONE, handler);
  }

  private static Varargs of(LuaValue function, Varargs arguments, LuaValue handler) {
    if (!function.isfunction() && !function.metatag(LuaValue.CALL).isfunction()) {
      String message = "attempt to call a " + function.typename() + " value";
      return failed(LuaText.of(message), handler);
    }
    Evaluation evaluation = Evaluation.current();
    int depth = evaluation.enterLibrary();
    try {
      return LuaValue.varargsOf(LuaValue.TRUE, function.invoke(arguments));
    } catch (LuaError e) {
      LuaValue value = e.getMessageObject();
      return failed(value == null ? LuaValue.NIL : value, handler);
    } catch (RuntimeException e) { // LuaJ is not ready for all that it may be asked
      return failed(LuaText.of("Lua cannot do this: " + e), handler);
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
