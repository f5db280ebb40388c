package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each bomb is stopped before it has used up twice what a limit allows, on a thread with little
 * stack; what runs on the same thread afterwards is none the worse.
 */
class JqBombsTest {
  private static final ScriptLimits LIMITS = ScriptLimits.DEFAULT;
  private static final long STACK = 512 * 1024;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> WORDS =
      Map.of(
          "steps", "took more than",
          "memory", "asked for more than 64 MB of memory",
          "output", "gave more than 16 MB of output",
          "depth", "calls are nested more than");

  @TestFactory
  Stream<DynamicNode> doors() throws IOException {
    List<DynamicNode> doors = new ArrayList<>();
    for (JsonNode door :
        new YAMLMapper().readTree(Paths.get("src/test/resources/jq-limits/bombs.yaml").toFile())) {
      List<DynamicTest> bombs = new ArrayList<>();
      for (JsonNode program : door.path("programs")) {
        String text = program.asText();
        bombs.add(DynamicTest.dynamicTest(text, () -> isStopped(text, door.path("by").asText())));
      }
      doors.add(DynamicContainer.dynamicContainer(door.path("door").asText(), bombs));
    }
    return doors.stream();
  }

  /** What a bomb used up. */
  private record Blast(Throwable thrown, long millis, long bytes, long steps, JsonNode next) {}

  private static void isStopped(String program, String by) throws InterruptedException {
    Blast blast = onThread(program);
    assertThat(blast.thrown).isNotNull();
    if (!by.isEmpty()) {
      assertThat(blast.thrown)
          .isInstanceOf(LimitExceeded.class)
          .hasMessageContaining(WORDS.get(by));
    }
    assertThat(blast.millis).isLessThan(2 * LIMITS.millis());
    assertThat(blast.bytes).isLessThan(2 * LIMITS.allocatedBytes());
    assertThat(blast.steps).isLessThan(2 * LIMITS.steps());
    assertThat(blast.next).hasToString("{\"a\":[1,2,{\"b\":null}]}");
  }

  private static Blast onThread(String program) throws InterruptedException {
    List<Blast> blasts = new ArrayList<>();
    Thread thread = new Thread(null, () -> blasts.add(blast(program)), "bomb", STACK);
    thread.start();
    thread.join();
    return blasts.get(0);
  }

  private static Blast blast(String program) {
    JsonNode event = new ObjectMapper().createObjectNode().put("long", "x".repeat(100_000));
    ScriptText text = new ScriptText("bomb.jq", program);
    JqProgram bomb = JqProgram.compile(text, JqLibrary.PLAIN);
    long start = THREADS.getCurrentThreadCpuTime();
    Run run = new Run(text, LIMITS, JqLibrary.PLAIN, null, Run.DEEPEST_HERE);
    Throwable thrown = null;
    try {
      bomb.outputs(event, run);
    } catch (PermanentException | LimitExceeded e) {
      thrown = e;
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    long bytes = run.budget().allocated();
    return new Blast(thrown, millis, bytes, run.budget().stepsTaken(), good());
  }

  private static JsonNode good() {
    JqProgram program =
        JqProgram.compile(new ScriptText("good.jq", ".a[2] = {b: null}"), JqLibrary.PLAIN);
    ObjectMapper json = new ObjectMapper();
    JsonNode event = json.createObjectNode().set("a", json.createArrayNode().add(1).add(2));
    return program.evaluate(event, LIMITS, null).get(0);
  }
}
