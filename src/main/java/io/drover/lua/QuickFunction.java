package io.drover.lua;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.LibFunction;

/** A function of the library that takes three arguments at most, with nothing made to hold them. */
final class QuickFunction extends LibFunction {
  private final Body body;

  /** What it does; missing arguments are {@link LuaValue#NONE}. */
  interface Body {
    LuaValue call(LuaValue first, LuaValue second, LuaValue third);
  }

  QuickFunction(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public LuaValue call() {
    return call(NONE, NONE, NONE);
  }

  @Override
  public LuaValue call(LuaValue first) {
    return call(first, NONE, NONE);
  }

  @Override
  public LuaValue call(LuaValue first, LuaValue second) {
    return call(first, second, NONE);
  }

  @Override
  public LuaValue call(LuaValue first, LuaValue second, LuaValue third) {
    try {
      return body.call(first, second, third);
    } catch (BadArgument e) {
      throw e.of(name);
    }
  }

  @Override
  public Varargs invoke(Varargs args) {
    Arguments some = new Arguments(args);
    return call(some.at(1), some.at(2), some.at(3));
  }
}
