package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.servers.ScriptEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that scripts are evaluated in, and the ways in which they are. */
final class ScriptSubjects implements AutoCloseable {
  static final String FRESH = "anew for each event";
  static final String ONCE = "compiled once";
  static final String DROVER = "Drover";
  static final String BOTH_COMPILERS = "Drover, both compilers of Java";

  private final List<ChildProcess> processes = new ArrayList<>();
  private final List<ScriptSubject> all = new ArrayList<>();
  private final String peer;

  private ScriptSubjects(ChildProcess engines, String peer) {
    this.peer = peer;
    processes.add(engines);
    all.add(new ScriptSubject(FRESH, engines, true, true));
    all.add(new ScriptSubject(ONCE, engines, true, false));
  }

  /**
   * Starts the processes.
   *
   * @param folder of their logs
   * @param javaOptions flags of the JVMs, beside those of {@code drover run}
   * @param profile a file that the first of them is recorded to, or null
   */
  static ScriptSubjects start(Path folder, String javaOptions, Path profile) throws IOException {
    ChildProcess engines =
        ChildProcess.start(ScriptEngines.program(), folder.resolve("engines.log"));
    String about = engines.answer(new TypeReference<String>() {});
    ScriptSubjects subjects = new ScriptSubjects(engines, about);
    String flags = (DroverReader.FLAGS + " " + javaOptions).strip();
    String recorded = String.join(" ", FlightRecording.flags(profile));
    subjects.add(DROVER, folder.resolve("drover.log"), flags + " " + recorded);
    subjects.add(
        BOTH_COMPILERS,
        folder.resolve("both-compilers.log"),
        flags.replace(" -XX:TieredStopAtLevel=1", ""));
    return subjects;
  }

  private void add(String name, Path log, String flags) throws IOException {
    ChildProcess process =
        ChildProcess.start(ScriptProcess.class, log, Path.of("none"), List.of(flags.split(" +")));
    processes.add(process);
    process.answer(new TypeReference<String>() {});
    all.add(new ScriptSubject(name, process, false, false));
  }

  /** The peer's engines and their versions. */
  String peer() {
    return peer;
  }

  List<ScriptSubject> all() {
    return all;
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
