package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LuaConcurrencyTest {
  private static final int THREADS = 8;
  private static final int RUNS = 2_000;

  private static final LuaScript SCRIPT =
      LuaScript.compile(
          "shared.lua",
          """
          count = (count or 0) + 1
          local words = {}
          for word in string.gmatch(event.text, "%a+") do table.insert(words, word:upper()) end
          table.sort(words)
          event.shared.seen = header("who")
          event.words = words
          event.sum = 0
          for i, n in ipairs(event.shared.numbers) do event.sum = event.sum + n * event.factor end
          event.count = count
          event.text = nil
          return event
          """);

  @Test
  void oneScriptServesManyThreadsOnTreesThatTheyShare() throws Exception {
    ObjectNode shared = new ObjectMapper().createObjectNode();
    shared.putArray("numbers").add(1).add(2).add(3);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<JsonNode>> results = new ArrayList<>();
    try {
      for (int n = 0; n < THREADS; n++) {
        results.add(threads.submit(runs(n, shared, start)));
      }
      start.countDown();
      for (int n = 0; n < THREADS; n++) {
        assertThat(results.get(n).get())
            .hasToString(
                "{\"shared\":{\"numbers\":[1,2,3],\"seen\":\""
                    + n
                    + "\"},\"factor\":"
                    + n
                    + ",\"words\":[\"A\",\"B\",\"C\"],\"sum\":"
                    + 6 * n
                    + ",\"count\":1}");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(shared).hasToString("{\"numbers\":[1,2,3]}");
  }

  /** Runs the script again and again, which must give the same each time. */
  private static Callable<JsonNode> runs(int n, ObjectNode shared, CountDownLatch start) {
    return () -> {
      ObjectNode event = new ObjectMapper().createObjectNode();
      event.set("shared", shared);
      event.put("factor", n).put("text", "c b a");
      start.await();
      JsonNode first = run(event, n);
      for (int run = 0; run < RUNS; run++) {
        assertThat(run(event, n)).isEqualTo(first);
      }
      return first;
    };
  }

  private static JsonNode run(ObjectNode event, int n) {
    return SCRIPT.run(
        event, () -> Map.of("who", Integer.toString(n)), new Budget(ScriptLimits.DEFAULT));
  }
}
