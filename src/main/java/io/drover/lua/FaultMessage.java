package io.drover.lua;

import io.drover.script.ScriptText;

/** What is said of an error that a script ended with, in one line. */
final class FaultMessage {
  private FaultMessage() {}

  static String of(ScriptText script, Fault fault) {
    String message =
        fault.getMessageObject().isstring()
            ? fault.getMessage()
            : "error " + Shown.error(fault.getMessageObject());
    String place = script.at(fault.line()) + ": ";
    String found = fault.found().isEmpty() ? "" : " (" + fault.found() + ")";
    String calls = fault.calls().isEmpty() ? "" : " [" + fault.calls() + "]";
    return (message.startsWith(place) ? "" : place)
        + message
        + found
        + script.shown(fault.line())
        + calls;
  }
}
