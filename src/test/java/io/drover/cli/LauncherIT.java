package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the launcher keeps, and that nothing depends on it. */
class LauncherIT {
  private static final String[] EXPLAIN = {
    "explain",
    "src/main/resources/routes/service-ingress.camel.yaml",
    "--event",
    "src/main/resources/demo/samples/fortune-svc.yaml"
  };

  @TempDir private Path home;

  private static void assertVersion(Result result) {
    assertThat(result.out()).isEqualTo("drover 0.1.0\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  /** Whether a class comes out of the archive. */
  private boolean isUsed(Launcher launcher) throws Exception {
    Path classes = home.resolve("classes");
    String option = "-Xlog:class+load:file=" + classes;
    launcher.run(Map.of("JAVA_TOOL_OPTIONS", option), "--version");
    return Files.readString(classes).contains("io.drover.cli.Main source: shared objects file");
  }

  @Test
  void anArchiveIsMadeOnceAndUsedAndMadeAnewForAnotherJar() throws Exception {
    Launcher launcher = new Launcher(home);
    assertVersion(launcher.run(Map.of(), "--version"));
    Path archive = launcher.train();
    FileTime made = Files.getLastModifiedTime(archive);
    assertThat(isUsed(launcher)).isTrue();
    assertVersion(launcher.run(Map.of(), "--version"));
    Result explained = launcher.run(Map.of(), EXPLAIN);
    assertThat(explained)
        .isEqualTo(DroverProcess.run(Path.of("").toAbsolutePath(), Map.of(), EXPLAIN));
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

    Files.setLastModifiedTime(launcher.jar(), FileTime.fromMillis(System.currentTimeMillis()));
    assertThat(isUsed(launcher)).isFalse();
    launcher.train();
    assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(made);
    assertThat(isUsed(launcher)).isTrue();
  }

  @Test
  void anArchiveThatIsVoidIsIgnoredWithoutAWord() throws Exception {
    Launcher launcher = new Launcher(home);
    Path archive = launcher.train();
    FileTime made = Files.getLastModifiedTime(archive);
    byte[] junk = new byte[(int) Files.size(archive)];
    assertThat(archive.toFile().setWritable(true)).isTrue();
    Files.write(archive, junk);
    Files.setLastModifiedTime(archive, made);
    assertVersion(launcher.run(Map.of(), "--version"));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoMatter() throws Exception {
    Launcher launcher = new Launcher(home);
    Files.createFile(launcher.folder());
    assertVersion(launcher.run(Map.of(), "--version"));
    assertVersion(launcher.run(Map.of(), "--version"));
  }

  @Test
  void aNewerSourceHasItBuildAndANewerTestFileDoesNot() throws Exception {
    Launcher launcher = new Launcher(home);
    Files.createFile(launcher.folder());
    Path routes = Files.createDirectories(home.resolve("src/main/resources/routes"));
    Files.createFile(routes.resolve("a.test.yaml"));
    Files.createFile(home.resolve("kamelets/a.test.yaml"));
    assertVersion(launcher.run(Map.of(), "--version"));
    Files.createFile(routes.resolve("a.camel.yaml"));
    Result result = launcher.run(Map.of(), "--version");
    assertThat(result.err()).contains("drover: building", "the build failed"); // there is no mvnw
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aCollectorOfTheUsersIsKept() throws Exception {
    Launcher launcher = new Launcher(home);
    Files.createFile(launcher.folder());
    Result result = launcher.run(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC"), "--version");
    assertThat(result.out()).isEqualTo("drover 0.1.0\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void theCompilersAreThoseOfTheDocsUnlessTheUserSaysOtherwise() throws Exception {
    Launcher launcher = new Launcher(home);
    Files.createFile(launcher.folder());
    assertThat(level(launcher, "-XX:+PrintFlagsFinal")).isEqualTo("1");
    assertThat(level(launcher, "-XX:+PrintFlagsFinal -XX:TieredStopAtLevel=3")).isEqualTo("3");
  }

  private static String level(Launcher launcher, String options) throws Exception {
    Result result = launcher.run(Map.of("JAVA_TOOL_OPTIONS", options), "run", "--help");
    Matcher level = Pattern.compile("TieredStopAtLevel += (\\d)").matcher(result.out());
    assertThat(level.find()).isTrue();
    return level.group(1);
  }

  @Test
  void theTrainingRunGoesWellAndLeavesNothing() throws Exception {
    Result result = DroverProcess.run(home, Map.of(), "train");
    assertThat(result.err()).doesNotContain("FAIL");
    assertThat(result.exit()).isZero();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void theCommandsOfTheDocsMakeAnArchiveForAJarAlone() throws Exception {
    int java = Runtime.version().feature() >= 25 ? 25 : 17;
    Matcher block =
        Pattern.compile("<!-- archive: " + java + " -->\n```console\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/install.md")));
    assertThat(block.find()).isTrue();
    Files.copy(DroverProcess.JAR, home.resolve("drover.jar"), StandardCopyOption.COPY_ATTRIBUTES);
    String commands = block.group(1).replaceAll("(?m)^\\$ ", "");
    String[] lines = commands.strip().split("\n", -1);
    assertThat(bash(lines[0])).isEmpty();
    assertThat(bash(lines[1])).isEqualTo("drover 0.1.0\n");
    assertThat(bash(lines[1].replace("java ", "java -Xlog:class+load ")))
        .contains("io.drover.cli.Main source: shared objects file");
  }

  /** What it prints, the present Java being the one that is called java. */
  private String bash(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "PATH=\"$JAVA_HOME/bin:$PATH\"; " + command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.directory(home.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
