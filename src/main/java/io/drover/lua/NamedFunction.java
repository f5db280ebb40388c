package io.drover.lua;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A function of the library with any number of arguments and results. */
final class NamedFunction extends VarArgFunction {
  private final Body body;

  /** What it does. */
  interface Body {
    Varargs call(Arguments args);
  }

  NamedFunction(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public Varargs invoke(Varargs args) {
    try {
      return body.call(new Arguments(args));
    } catch (BadArgument e) {
      throw e.of(name);
    }
  }
}
