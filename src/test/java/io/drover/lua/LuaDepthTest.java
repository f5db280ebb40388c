package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What is nested more deeply than a thread of a pool has stack for is run by one that has it. */
class LuaDepthTest {
  private static final String DEEP =
      "local function deep(n, f) if n == 0 then return f() end return 1 + deep(n - 1, f) end ";
  private static final ScriptLimits LIMITS = new ScriptLimits(200, 1_000_000, 8_000_000, 1_000_000);

  @Test
  void theFirstRunLeavesNoTrace() throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode event = json.readTree("{\"list\": [1, 2], \"n\": 0}");
    String script =
        DEEP
            + "table.insert(event.list, 3) event.n = event.n + 1 count = (count or 0) + 1"
            + " deep(3000, function() event.count = count return 0 end) return event";
    assertThat(run(script, event)).hasToString("{\"list\":[1,2,3],\"n\":1,\"count\":1}");
    assertThat(event).hasToString("{\"list\":[1,2],\"n\":0}");
  }

  @Test
  void whatItLoggedIsNotLoggedAgain() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.drover.script");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try {
      run(DEEP + "log('a') deep(1000, function() log('b') return 0 end) log('c') return 1", null);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.startsWith("deep.lua: "))
        .containsExactly("deep.lua: a", "deep.lua: b", "deep.lua: c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "while true do end | took more than 1,000,000 steps",
        "local s = 'x' while true do s = s .. s end | asked for more than 8 MB of memory",
        "local t = {} while true do t = {t, {}, {}, {}} end | asked for more than 8 MB of memory",
        "local function f() return 1 + f() end f() | calls are nested more than 10000 deep",
        "error('no') | deep.lua:1: no",
      })
  void limitsAndErrorsHoldThereToo(String script, String problem) {
    String deep = DEEP + "return deep(2000, function() " + script + " end)";
    assertThatThrownBy(() -> run(deep, null))
        .isInstanceOf(PermanentException.class)
        .hasMessageStartingWith("running deep.lua: deep.lua:1: ")
        .hasMessageContaining(problem);
  }

  private static JsonNode run(String script, JsonNode event) {
    return LuaScript.compile("deep.lua", script).run(event, Map::of, new Budget(LIMITS));
  }
}
