package io.drover.lua;

import io.drover.event.LogText;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code log(...)} and {@code print(...)}: a line in Drover's log, a few for each run. */
final class LogFunction extends VarArgFunction {
  static final int LINES = 10;
  private static final Logger LOG = LoggerFactory.getLogger("io.drover.script");

  @Override
  public Varargs invoke(Varargs arguments) {
    Evaluation evaluation = Evaluation.current();
    int line = evaluation.countLogged();
    if (evaluation.wasLoggedBefore()) {
      return NONE;
    }
    if (line <= LINES) {
      LOG.info("{}: {}", evaluation.script().name(), LogText.clean(text(arguments)));
    } else if (line == LINES + 1) {
      LOG.info(
          "{}: it logs more than {} lines for one event; the others are left out",
          evaluation.script().name(),
          LINES);
    }
    return NONE;
  }

  private static String text(Varargs arguments) {
    StringBuilder text = new StringBuilder();
    for (int n = 1; n <= arguments.narg(); n++) {
      LuaValue shown = ToText.of(arguments.arg(n));
      text.append(n == 1 ? "" : " ").append(LogText.cut(LuaText.shown(shown)));
    }
    return text.toString();
  }
}
