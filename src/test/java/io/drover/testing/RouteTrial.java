package io.drover.testing;

import io.drover.routes.InvalidRoutesException;
import io.drover.routes.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests of a file, run until one fails. All share what a route remembers, so the routes must be
 * such that it makes no difference to a test. Thread-safe.
 */
public final class RouteTrial {
  /**
   * What became of a run.
   *
   * @param failed the index of the test that failed, or -1
   * @param fault of that test, or why the route does not load; null if all passed
   */
  public record Verdict(int failed, String fault) {
    /** Whether the route did not load. */
    public boolean refused() {
      return failed < 0 && fault != null;
    }

    public boolean survived() {
      return fault == null;
    }
  }

  private final TestFile file;

  /**
   * @throws IOException if there is no such test file
   */
  public RouteTrial(Path testFile) throws IOException {
    file = TestFile.read(testFile);
    if (!file.findings().isEmpty()) {
      throw new IllegalArgumentException(file.findings().toString());
    }
  }

  /** The names of the tests. */
  public List<String> names() {
    return file.cases().stream().map(TestCase::name).toList();
  }

  /** Whether a test sets properties, which takes longer. */
  public boolean hasProperties(int index) {
    return !file.cases().get(index).properties().isEmpty();
  }

  /**
   * Runs the tests on a route in another folder.
   *
   * @param order of the tests, by their indices
   */
  public Verdict run(Path route, List<Integer> order) throws IOException {
    RouteFile routes = new RouteFile(route.toString(), Files.readString(route));
    Map<Map<String, String>, Rehearsal> rehearsals = new HashMap<>();
    try {
      for (int index : order) {
        TestCase test = file.cases().get(index);
        Rehearsal rehearsal = rehearsals.get(test.properties());
        if (rehearsal == null) {
          rehearsal = open(routes, route.getParent(), test.properties());
          rehearsals.put(test.properties(), rehearsal);
        }
        List<String> faults = new CaseRunner(test, rehearsal).run();
        if (!faults.isEmpty()) {
          return new Verdict(index, faults.get(0));
        }
      }
      return new Verdict(-1, null);
    } catch (InvalidRoutesException e) {
      return new Verdict(-1, e.findings().get(0).message());
    } finally {
      rehearsals.values().forEach(Rehearsal::close);
    }
  }

  private static Rehearsal open(RouteFile routes, Path folder, Map<String, String> properties) {
    Surroundings surroundings =
        new Surroundings(folder, null, null, properties, false, ObjectSchemas.bundled(), null);
    return Rehearsal.open(List.of(routes), surroundings);
  }
}
