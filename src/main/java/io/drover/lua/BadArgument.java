package io.drover.lua;

import org.luaj.vm2.LuaError;

/**
 * An argument is not what the function takes. Which function that is, {@link Argument} knows not.
 */
final class BadArgument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  BadArgument(int position, String problem) {
    super(problem, null, false, false);
    this.position = position;
  }

  /** As Lua words it. */
  LuaError of(String function) {
    return new LuaError(
        "bad argument #" + position + " to '" + function + "' (" + getMessage() + ")");
  }
}
