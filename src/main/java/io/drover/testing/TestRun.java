package io.drover.testing;

import io.drover.routes.Finding;
import io.drover.routes.InvalidRoutesException;
import io.drover.routes.RouteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs the tests of files. */
public final class TestRun {
  private final Surroundings surroundings;
  private final Pattern only;
  private final List<FileResult> results = new ArrayList<>();
  private final List<TestFile> files = new ArrayList<>();
  private List<Finding> untested = List.of();

  /**
   * @param surroundings the folder of the routes aside, which is that of each file
   * @param only the tests in whose name this is found; null for all
   */
  public TestRun(Surroundings surroundings, Pattern only) {
    this.surroundings = surroundings;
    this.only = only;
  }

  /**
   * Runs those below some paths.
   *
   * @param told of each file once its tests were run
   * @throws IOException if a path cannot be read
   */
  public void run(List<Path> paths, Consumer<FileResult> told) throws IOException {
    TestFiles found = TestFiles.below(paths);
    for (Path path : found.tests()) {
      TestFile file = TestFile.read(path);
      files.add(file);
      FileResult result = run(file);
      results.add(result);
      told.accept(result);
    }
    untested = found.untested(files);
  }

  /** What became of them. */
  public List<FileResult> results() {
    return results;
  }

  /** Routes and kamelets that no test is about. */
  public List<Finding> untested() {
    return untested;
  }

  private FileResult run(TestFile file) throws IOException {
    FileResult result =
        new FileResult(file.path(), new ArrayList<>(file.findings()), new ArrayList<>());
    if (!file.findings().isEmpty()) {
      return result;
    }
    try (Sessions sessions = new Sessions(file)) {
      for (TestCase test : file.cases()) {
        if (only == null || only.matcher(test.name()).find()) {
          run(test, sessions, result);
        }
      }
    }
    return result;
  }

  private static void run(TestCase test, Sessions sessions, FileResult result) throws IOException {
    long began = System.nanoTime();
    try {
      List<String> faults = sessions.run(test);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      result.tests().add(new TestResult(test.name(), test.line(), faults, took));
    } catch (NoOutcomeException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      result.tests().add(new TestResult(test.name(), test.line(), List.of(e.getMessage()), took));
    } catch (InvalidRoutesException e) {
      for (Finding finding : e.findings()) {
        if (!result.findings().contains(finding)) {
          result.findings().add(finding);
        }
      }
    }
  }

  /**
   * The rehearsals of a file's tests. One is for a single test, so that none sees what another one
   * left; of routes that remember nothing it is for all.
   */
  private final class Sessions implements AutoCloseable {
    private final TestFile file;
    private final Map<String, RouteFile> routes = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Map<Map<String, String>, Map<String, Rehearsal>> shared = new LinkedHashMap<>();

    Sessions(TestFile file) {
      this.file = file;
    }

    List<String> run(TestCase test) throws IOException {
      RouteFile ofTest = routes(test);
      Map<String, Rehearsal> ofProperties =
          shared.computeIfAbsent(test.properties(), p -> new LinkedHashMap<>());
      Rehearsal rehearsal = ofProperties.get(ofTest.name());
      if (rehearsal != null) {
        return new CaseRunner(test, rehearsal).run();
      }
      rehearsal = open(ofTest, surroundings(test));
      if (rehearsal.isStateless()) {
        ofProperties.put(ofTest.name(), rehearsal);
        return new CaseRunner(test, rehearsal).run();
      }
      try (Rehearsal once = rehearsal) {
        return new CaseRunner(test, once).run();
      }
    }

    private Rehearsal open(RouteFile ofTest, Surroundings around) {
      List<RouteFile> files = List.of(ofTest);
      if (opened.contains(ofTest.name())) {
        return Rehearsal.openAgain(files, around);
      }
      Rehearsal rehearsal = Rehearsal.open(files, around);
      opened.add(ofTest.name());
      return rehearsal;
    }

    private RouteFile routes(TestCase test) throws IOException {
      RouteFile known = routes.get(test.route());
      if (known == null) {
        known = find(test);
        routes.put(test.route(), known);
      }
      return known;
    }

    private RouteFile find(TestCase test) throws IOException {
      RouteFile found = file.ownRoutes();
      if (found == null) {
        found = TestFiles.routeFile(file.path(), test.route());
      }
      if (found == null) {
        String message = "no *.camel.yaml beside it has the route " + test.route();
        throw InvalidRoutesException.of(
            List.of(new Finding(file.path().toString(), test.line(), message)));
      }
      return found;
    }

    private Surroundings surroundings(TestCase test) throws IOException {
      Path folder = file.path().toAbsolutePath().getParent();
      return surroundings.in(folder).with(test.properties());
    }

    @Override
    public void close() {
      shared.values().forEach(those -> those.values().forEach(Rehearsal::close));
    }
  }
}
