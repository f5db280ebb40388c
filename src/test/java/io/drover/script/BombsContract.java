package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.PermanentException;
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
public abstract class BombsContract {
  protected static final ScriptLimits LIMITS = ScriptLimits.DEFAULT;
  private static final long STACK = 512 * 1024;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, String> WORDS =
      Map.of(
          "steps", "took more than 10,000,000 steps",
          "memory", "asked for more than 64 MB of memory",
          "output", "gave more than 16 MB of output",
          "depth", "calls are nested more than");

  private final Path file;
  private final String key;

  /**
   * @param file the bombs, by the doors that they try
   * @param key of those of a door
   */
  protected BombsContract(String file, String key) {
    this.file = Path.of(file);
    this.key = key;
  }

  /** A bomb that is ready to be evaluated. */
  protected interface Bomb {
    /** What its evaluation is allowed. */
    Budget budget();

    void evaluate(JsonNode event);
  }

  protected abstract Bomb bomb(String script);

  /** What a harmless script makes of an event whose a is [1, 2]: it adds {b: null}. */
  protected abstract JsonNode good(JsonNode event);

  /** How a bomb ends, whatever stops it. */
  protected abstract void checkEnd(Throwable thrown);

  /** The limit that ended it, as far as one did. */
  protected abstract Throwable limit(Throwable thrown);

  @TestFactory
  Stream<DynamicNode> doors() throws IOException {
    List<DynamicNode> doors = new ArrayList<>();
    for (JsonNode door : new YAMLMapper().readTree(file.toFile())) {
      List<DynamicTest> bombs = new ArrayList<>();
      for (JsonNode script : door.path(key)) {
        String text = script.asText();
        bombs.add(DynamicTest.dynamicTest(text, () -> isStopped(text, door.path("by").asText())));
      }
      doors.add(DynamicContainer.dynamicContainer(door.path("door").asText(), bombs));
    }
    return doors.stream();
  }

  /** What a bomb used up. */
  private record Blast(Throwable thrown, long millis, long bytes, long steps, JsonNode next) {}

  private void isStopped(String script, String by) throws InterruptedException {
    Blast blast = onThread(script);
    assertThat(blast.thrown).isNotNull();
    checkEnd(blast.thrown);
    if (!by.isEmpty()) {
      assertThat(blast.thrown).hasMessageContaining(WORDS.get(by));
      assertThat(limit(blast.thrown)).isInstanceOf(LimitExceeded.class);
    }
    assertThat(blast.millis).isLessThan(2 * LIMITS.millis());
    assertThat(blast.bytes).isLessThan(2 * LIMITS.allocatedBytes());
    assertThat(blast.steps).isLessThan(2 * LIMITS.steps());
    assertThat(blast.next).hasToString("{\"a\":[1,2,{\"b\":null}]}");
  }

  private Blast onThread(String script) throws InterruptedException {
    List<Blast> blasts = new ArrayList<>();
    Thread thread = new Thread(null, () -> blasts.add(blast(script)), "bomb", STACK);
    thread.start();
    thread.join();
    return blasts.get(0);
  }

  private Blast blast(String script) {
    ObjectMapper json = new ObjectMapper();
    JsonNode event = json.createObjectNode().put("long", "x".repeat(100_000));
    long start = THREADS.getCurrentThreadCpuTime();
    Bomb bomb = bomb(script);
    Throwable thrown = null;
    try {
      bomb.evaluate(event);
    } catch (PermanentException | LimitExceeded e) {
      thrown = e;
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    Budget budget = bomb.budget();
    JsonNode harmless = json.createObjectNode().set("a", json.createArrayNode().add(1).add(2));
    return new Blast(thrown, millis, budget.allocated(), budget.stepsTaken(), good(harmless));
  }
}
