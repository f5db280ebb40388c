package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.drover.Drover;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;

/** A process that evaluates scripts as Drover does, on one thread. */
final class ScriptProcess {
  private static final int STRIDE = 16; // the clock is looked at once for so many evaluations
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ScriptProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Drover.install(context);
      context.start();
      Map<String, CamelScript> scripts = new HashMap<>();
      ChildProcess.say("Java " + System.getProperty("java.runtime.version"));
      ChildProcess.serve(
          new TypeReference<ScriptQuestion>() {},
          asked ->
              measure(
                  scripts.computeIfAbsent(
                      asked.language() + asked.filter() + asked.text(),
                      key ->
                          new CamelScript(context, asked.language(), asked.filter(), asked.text())),
                  asked.event(),
                  TimeUnit.MILLISECONDS.toNanos(asked.millis())));
    }
  }

  private static ScriptMeasurement measure(CamelScript script, JsonNode event, long least) {
    JsonNode result = null;
    long evaluations = 0;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    long passed;
    do {
      for (int i = 0; i < STRIDE; i++) {
        result = script.evaluate(event);
      }
      evaluations += STRIDE;
      passed = System.nanoTime() - start;
    } while (passed < least);
    return new ScriptMeasurement(
        result,
        evaluations,
        passed,
        SYSTEM.getProcessCpuTime() - cpu,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }
}
