package io.drover.bench;

import io.drover.servers.ScriptEngines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scripts on one core, beside the engines by which Argo Events evaluates the same. */
@Command(
    name = "scripts",
    description =
        "Evaluations of Lua and jq on one core, beside gopher-lua and gojq: as Argo Events has"
            + " them, anew for each event, and compiled once.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ScriptsBench extends Benchmark {
  @Option(names = "--rounds", description = "How often each is measured.")
  private int rounds = 7;

  @Option(names = "--millis", description = "How long a measurement takes.")
  private int millis = 200;

  @Option(names = "--warm-up-millis", description = "How long each script is evaluated before.")
  private int warmUpMillis = 4_000;

  @Option(
      names = "--script",
      paramLabel = "WORDS",
      description = "Only scripts whose name has these words; may be given several times.")
  private List<String> words = List.of("");

  @Option(names = "--java-options", description = "More flags for the JVMs of Drover.")
  private String javaOptions = "";

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Record Drover with JDK Flight Recorder: not for figures.")
  private Path profile;

  private final List<String> conditions = new ArrayList<>();

  @Override
  List<String> missing() {
    return ScriptEngines.missing();
  }

  @Override
  String builtBy() {
    return "bench/peer/build.sh scripts builds it, in seconds";
  }

  @Override
  String java() {
    return Machine.java(DroverReader.FLAGS);
  }

  @Override
  List<String> conditions() {
    return conditions;
  }

  @Override
  String tables(Path folder) throws Exception {
    List<BenchScript> scripts =
        BenchScript.all().stream()
            .filter(script -> words.stream().anyMatch(script.title()::contains))
            .toList();
    try (ScriptSubjects subjects = ScriptSubjects.start(folder, javaOptions, profile)) {
      conditions.add(subjects.peer() + ", GOMAXPROCS=1, which collect when 96 MiB are in use");
      return run(new ScriptRounds(rounds, millis, warmUpMillis), scripts, subjects);
    }
  }

  /** Measures, and gives tables as Markdown. */
  static String run(ScriptRounds rounds, List<BenchScript> scripts, ScriptSubjects subjects) {
    return new ScriptTables(rounds.run(scripts, subjects.all())).markdown();
  }
}
