package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are made to do harm cost no more than limits allow, and end as all others do. */
class LuaEventsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ScriptLimits LIMITS = ScriptLimits.DEFAULT;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.x = 1 return event",
        "return next(event)",
        "local t = {} for k, v in pairs(event) do t[k] = v end return t"
      })
  void namesThatTablesFindSlowlyTakeNoLongerThanTheLimit(String script) {
    JsonNode event = sameHashes(40_000);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThatThrownBy(() -> run(script, event)).isInstanceOf(PermanentException.class);
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(taken / 1_000_000).isLessThan(2 * LIMITS.millis());
  }

  /** Names that differ only where LuaJ does not look for a hash. */
  private static ObjectNode sameHashes(int count) {
    ObjectNode event = JSON.objectNode();
    for (int n = 0; n < count; n++) {
      char[] name = new char[96];
      Arrays.fill(name, 'a');
      for (int bit = 0; bit < 17; bit++) {
        name[94 - 4 * bit] = (n >> bit & 1) == 0 ? 'a' : 'b';
      }
      event.put(new String(name), n);
    }
    return event;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event[1] = 2 return event",
        "for i, v in ipairs(event) do end return 1",
        "return table.concat(event)",
        "table.sort(event) return event",
        "table.insert(event, 1, 'x') return event",
        "return json.encode(event)",
        "return event + 1",
        "error(event)"
      })
  void aLongEventCostsNoMoreMemoryThanTwiceTheLimit(String script) {
    ArrayNode event = JSON.arrayNode();
    for (int n = 0; n < 1_500_000; n++) {
      event.add("twenty-four letters long");
    }
    Budget budget = new Budget(LIMITS);
    assertThatThrownBy(() -> LuaScript.compile("a.lua", script).run(event, Map::of, budget))
        .isInstanceOf(PermanentException.class);
    assertThat(budget.allocated()).isLessThan(2 * LIMITS.allocatedBytes());
  }

  @Test
  void aLongTextWithEmojiCostsNoMoreMemoryThanTwiceTheLimit() {
    JsonNode event = JSON.textNode("x".repeat(40_000_000) + "😀");
    Budget budget = new Budget(LIMITS);
    assertThatThrownBy(() -> LuaScript.compile("a.lua", "return 1").run(event, Map::of, budget))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("asked for more than 64 MB of memory");
    assertThat(budget.allocated()).isLessThan(2 * LIMITS.allocatedBytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"return {event} + 1", "error({event})", "return {event}() + 1"})
  void whatIsNestedTooDeeplyToBeWrittenIsNotShown(String script) {
    JsonNode event = JSON.arrayNode();
    for (int depth = 0; depth < 1_500; depth++) {
      event = JSON.arrayNode().add(event);
    }
    JsonNode deep = event;
    assertThatThrownBy(() -> run("local t = {event} " + script.replace("{event}", "t"), deep))
        .isInstanceOf(PermanentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"return event.a", "event.b = 1 return event", "for k in pairs(event) do end"})
  void anObjectThatFailsToShowItselfIsAnErrorOfTheEvent(String script) {
    Object failing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    JsonNode event = JSON.objectNode().set("a", JSON.pojoNode(failing));
    assertThatThrownBy(() -> run(script, event)).isInstanceOf(PermanentException.class);
    assertThatThrownBy(() -> run("return 1", JSON.pojoNode(failing)))
        .isInstanceOf(PermanentException.class);
  }

  @Test
  void anEmptyObjectOfTheEventThatIsMarkedAsAnArrayIsOne() {
    JsonNode event = JSON.objectNode().set("a", JSON.objectNode());
    assertThat(run("json.array(event.a) return event", event)).hasToString("{\"a\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return event.n.x", "event.n.x = 1", "return json.null.x"})
  void whatIsNoTableCannotBeIndexed(String script) {
    JsonNode event = JSON.objectNode().put("n", new java.math.BigInteger("12345678901234567890"));
    assertThatThrownBy(() -> run(script, event)).hasMessageContaining("attempt to index field 'n");
  }

  private static JsonNode run(String script, JsonNode event) {
    return LuaScript.compile("a.lua", script).run(event);
  }
}
