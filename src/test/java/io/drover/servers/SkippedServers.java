package io.drover.servers;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says once, after all tests, which were skipped for want of a server. */
public final class SkippedServers implements TestExecutionListener {
  private static final Set<String> CLASSES = new TreeSet<>();
  private static final Set<String> SERVERS = new TreeSet<>();

  static synchronized void add(String testClass, List<String> missing) {
    CLASSES.add(testClass);
    SERVERS.addAll(missing);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (SkippedServers.class) {
      if (!CLASSES.isEmpty()) {
        System.out.println(
            "Skipped "
                + String.join(", ", CLASSES)
                + ": not built on this machine: "
                + String.join(", ", SERVERS)
                + "; src/test/servers/build.sh builds them");
        CLASSES.clear();
      }
    }
  }
}
