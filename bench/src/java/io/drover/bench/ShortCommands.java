package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands that end by themselves, by the launcher and by the jar alone. */
@Command(
    name = "short-commands",
    description =
        "Commands that end by themselves, from start to end: by ./drover, which has an archive of"
            + " classes, and by the jar alone; beside a Java program that does nothing.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ShortCommands extends Benchmark {
  private static final String RAW = "a program that does nothing";
  private static final int TRAINING_SECONDS = 300;
  private static final Pattern BUILD = Pattern.compile("\\(build (\\S+)\\)");

  @Option(names = "--rounds", description = "How often each is measured.")
  private int rounds = 11;

  @Option(
      names = "--java-home",
      paramLabel = "DIR",
      description =
          "A Java to measure with; may be given several times. By default the present one.")
  private List<Path> javaHomes = List.of(Path.of(System.getProperty("java.home")));

  @Override
  String tables(Path folder) throws Exception {
    List<String> tables = new ArrayList<>();
    for (Path javaHome : javaHomes) {
      tables.add(run(Path.of("").toAbsolutePath(), javaHome, rounds));
    }
    return String.join("\n", tables);
  }

  @Override
  String java() {
    return "Java as each table says";
  }

  @Override
  String command() {
    return super.command().replaceAll("(--java-home[ =])\\S+", "$1DIR");
  }

  /**
   * Measures with one Java.
   *
   * @param home the folder of the launcher, with a jar that is not older than the sources
   * @return a table as Markdown
   */
  static String run(Path home, Path javaHome, int rounds) throws Exception {
    train(home, javaHome);
    Map<String, ShortProcess> subjects = subjects(home, javaHome);
    Map<String, Double> peaks = new LinkedHashMap<>();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (Map.Entry<String, ShortProcess> subject : subjects.entrySet()) {
      peaks.put(subject.getKey(), subject.getValue().peakMegabytes());
      millis.put(subject.getKey(), new ArrayList<>());
    }
    for (int round = 1; round <= rounds; round++) {
      for (Map.Entry<String, ShortProcess> subject : subjects.entrySet()) {
        millis.get(subject.getKey()).add(subject.getValue().millis());
      }
      System.err.printf("round %d%n", round);
    }
    return table(version(javaHome), millis, peaks);
  }

  private static Map<String, List<String>> commands() {
    String routes = "src/main/resources/routes";
    String explain = routes + "/%s.camel.yaml";
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("`--version`", List.of("--version"));
    commands.put("`test` of both routes", List.of("test", routes));
    commands.put(
        "`explain` thumbnails",
        List.of(
            "explain",
            explain.formatted("thumbnails"),
            "--event",
            routes + "/events/put-gif.json"));
    commands.put(
        "`explain` service-ingress",
        List.of(
            "explain",
            explain.formatted("service-ingress"),
            "--event",
            "src/main/resources/demo/samples/fortune-svc.yaml"));
    return commands;
  }

  private static Map<String, ShortProcess> subjects(Path home, Path javaHome) {
    String java = javaHome.resolve("bin/java").toString();
    Map<String, ShortProcess> subjects = new LinkedHashMap<>();
    subjects.put(
        RAW,
        new ShortProcess(
            javaHome,
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                "target/test-classes",
                EmptyProgram.class.getName())));
    commands()
        .forEach(
            (name, arguments) -> {
              List<String> jar =
                  List.of(java, "-jar", home.resolve("target/drover.jar").toString());
              List<String> launcher = List.of(home.resolve("drover").toString());
              subjects.put(name, new ShortProcess(javaHome, joined(launcher, arguments)));
              subjects.put(jarAlone(name), new ShortProcess(javaHome, joined(jar, arguments)));
            });
    return subjects;
  }

  private static List<String> joined(List<String> first, List<String> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private static String jarAlone(String command) {
    return command + ", the jar alone";
  }

  /** Has the launcher make its archive, which it does beside a command. */
  private static void train(Path home, Path javaHome) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TRAINING_SECONDS);
    ShortProcess command =
        new ShortProcess(javaHome, List.of(home.resolve("drover").toString(), "--version"));
    command.millis();
    while (isTraining(home)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no archive within " + TRAINING_SECONDS + " s");
      }
      Thread.sleep(100);
    }
  }

  private static boolean isTraining(Path home) throws IOException {
    Path folder = home.resolve("target/launch");
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().noneMatch(name -> name.endsWith(".archive"))
          || names.stream().anyMatch(name -> name.endsWith(".lock"));
    }
  }

  private static String version(Path javaHome) throws IOException, InterruptedException {
    String said =
        new ShortProcess(javaHome, List.of(javaHome.resolve("bin/java").toString(), "--version"))
            .output();
    Matcher build = BUILD.matcher(said);
    return build.find() ? build.group(1) : said.lines().findFirst().orElse("");
  }

  private static String table(
      String version, Map<String, List<Double>> millis, Map<String, Double> peaks) {
    MarkdownTable table =
        new MarkdownTable(
            "Java " + version,
            List.of("`./drover` ms", "x nothing", "MB", "the jar alone ms", "x nothing", "MB"));
    List<Double> raw = millis.get(RAW);
    List<String> nothing = cells(raw, raw, peaks.get(RAW));
    table.row(RAW, joined(nothing, nothing));
    for (String name : commands().keySet()) {
      table.row(
          name,
          joined(
              cells(millis.get(name), raw, peaks.get(name)),
              cells(millis.get(jarAlone(name)), raw, peaks.get(jarAlone(name)))));
    }
    return table.toString();
  }

  private static List<String> cells(List<Double> millis, List<Double> raw, double peak) {
    return List.of(
        MarkdownTable.number("%.0f", Ratios.median(millis)),
        Ratios.of(millis, raw),
        MarkdownTable.number("%.0f", peak));
  }
}
