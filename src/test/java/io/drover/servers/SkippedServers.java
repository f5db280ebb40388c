package io.drover.servers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says once, after all tests, which were skipped for want of a server or of an oracle. */
public final class SkippedServers implements TestExecutionListener {
  /** By the script that installs what was missing. */
  private static final Map<String, Skipped> SKIPPED = new TreeMap<>();

  private record Skipped(Set<String> classes, Set<String> missing) {}

  /** Notes that the tests of a class were skipped, and the script that would mend that. */
  public static synchronized void add(String testClass, List<String> missing, String script) {
    Skipped skipped =
        SKIPPED.computeIfAbsent(script, s -> new Skipped(new TreeSet<>(), new TreeSet<>()));
    skipped.classes.add(testClass);
    skipped.missing.addAll(missing);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (SkippedServers.class) {
      SKIPPED.forEach(
          (script, skipped) ->
              System.out.printf(
                  "Skipped %s: not on this machine: %s; %s installs them%n",
                  String.join(", ", skipped.classes), String.join(", ", skipped.missing), script));
      SKIPPED.clear();
    }
  }
}
