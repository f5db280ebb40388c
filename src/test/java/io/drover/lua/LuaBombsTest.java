package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
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
class LuaBombsTest {
  private static final ScriptLimits LIMITS = ScriptLimits.DEFAULT;
  private static final long STACK = 512 * 1024;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> WORDS =
      Map.of(
          "steps", "took more than 10,000,000 steps",
          "memory", "asked for more than 64 MB of memory",
          "output", "gave more than 16 MB of output",
          "depth", "calls are nested more than");

  @TestFactory
  Stream<DynamicNode> doors() throws IOException {
    List<DynamicNode> doors = new ArrayList<>();
    for (JsonNode door :
        new YAMLMapper().readTree(Path.of("src/test/resources/lua-limits/bombs.yaml").toFile())) {
      List<DynamicTest> bombs = new ArrayList<>();
      for (JsonNode script : door.path("scripts")) {
        String text = script.asText();
        bombs.add(DynamicTest.dynamicTest(text, () -> isStopped(text, door.path("by").asText())));
      }
      doors.add(DynamicContainer.dynamicContainer(door.path("door").asText(), bombs));
    }
    return doors.stream();
  }

  /** What a bomb used up. */
  private record Blast(Throwable thrown, long millis, long bytes, long steps, JsonNode next) {}

  private static void isStopped(String script, String by) throws InterruptedException {
    Blast blast = onThread(script);
    assertThat(blast.thrown).isInstanceOf(PermanentException.class);
    assertThat(blast.thrown.getMessage()).startsWith("running bomb.lua: ");
    if (!by.isEmpty()) {
      assertThat(blast.thrown).hasMessageContaining(WORDS.get(by));
      assertThat(blast.thrown.getCause()).isInstanceOf(LimitExceeded.class);
    }
    assertThat(blast.millis).isLessThan(2 * LIMITS.millis());
    assertThat(blast.bytes).isLessThan(2 * LIMITS.allocatedBytes());
    assertThat(blast.steps).isLessThan(2 * LIMITS.steps());
    assertThat(blast.next).hasToString("{\"a\":[1,2,{\"b\":null}]}");
  }

  private static Blast onThread(String script) throws InterruptedException {
    List<Blast> blasts = new ArrayList<>();
    Thread thread = new Thread(null, () -> blasts.add(blast(script)), "bomb", STACK);
    thread.start();
    thread.join();
    return blasts.get(0);
  }

  private static Blast blast(String script) {
    JsonNode event = new ObjectMapper().createObjectNode().put("long", "x".repeat(100_000));
    LuaScript bomb = LuaScript.compile("bomb.lua", script);
    long start = THREADS.getCurrentThreadCpuTime();
    Budget budget = new Budget(LIMITS);
    Throwable thrown = null;
    try {
      bomb.run(event, Map::of, budget);
    } catch (PermanentException e) {
      thrown = e;
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    return new Blast(thrown, millis, budget.allocated(), budget.stepsTaken(), good());
  }

  private static JsonNode good() {
    LuaScript script = LuaScript.compile("good.lua", "event.a[3] = {b = json.null} return event");
    ObjectMapper json = new ObjectMapper();
    return script.run(json.createObjectNode().set("a", json.createArrayNode().add(1).add(2)));
  }
}
