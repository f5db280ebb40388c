package io.drover.jq;

import io.drover.script.ScriptText;
import java.util.List;
import java.util.stream.Collectors;

/** A program is no jq, or uses what is not there. */
public final class JqSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never written
  private final List<JqFault> faults;

  JqSyntaxException(ScriptText text, List<JqFault> faults) {
    super(
        faults.stream()
            .map(f -> text.at(f.line()) + ": " + f.message() + text.shown(f.line()))
            .collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** All that is wrong; one only if it could not be read to its end. */
  public List<JqFault> faults() {
    return faults;
  }
}
