package io.drover.servers;

import java.nio.file.Path;
import java.util.List;

/** The program bench/peer/scripts: gopher-lua and gojq, which Argo Events evaluates scripts by. */
public final class ScriptEngines {
  private static final String NAME = "scripts";

  private ScriptEngines() {}

  /** What it needs and is not built on this machine. */
  public static List<String> missing() {
    return Binaries.folder(NAME) == null ? List.of(NAME) : List.of();
  }

  public static Path program() {
    return Binaries.executable(NAME);
  }
}
