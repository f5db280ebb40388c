package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.script.Budget;
import io.drover.script.ScriptLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class LuaScriptTest {
  private static final JsonNode EVENT = new ObjectMapper().createObjectNode();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x = = 1|x.lua:1: unexpected symbol '=': x = = 1",
        "for|x.lua:1: '<name>' expected: for",
        "local s = \"open|x.lua:1: unfinished string: local s = \"open",
        "x = ')' )|x.lua:1: unexpected symbol ')': x = ')' )",
        "local x <const> = 1|x.lua:1: unexpected symbol '<': local x <const> = 1",
        "goto nowhere|x.lua:1: no visible label 'nowhere' for <goto>"
      })
  void whatDoesNotCompileIsShownWithItsLine(String script, String message) {
    assertThatThrownBy(() -> LuaScript.compile("x.lua", script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whateverIsNoLuaIsSaidToBeNone() {
    Random random = new Random(1);
    for (int n = 0; n < 20_000; n++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      Throwable thrown = catchThrowable(() -> LuaScript.compile("x.lua", text));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown).hasMessageStartingWith("x.lua");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"(,)", "{,}", "not(,)", "-(,)", "'x'..(,)", "f(,)", "function() return, end"})
  void nestingThatIsTooDeepIsAnErrorOfTheScript(String open, String close) {
    String script = "return " + open.repeat(50_000) + "1" + close.repeat(50_000);
    assertThatThrownBy(() -> LuaScript.compile("x.lua", script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x.lua");
  }

  @Test
  void aRunIsNotChargedForWhatOnlyTheFirstOneNeeds() {
    LuaScript script = LuaScript.compile("x.lua", "event.x = string.rep('x', 3) return event");
    Budget budget = new Budget(ScriptLimits.DEFAULT);
    script.run(EVENT, Map::of, budget);
    assertThat(budget.allocated()).isLessThan(8_000_000);
    assertThat(budget.stepsTaken()).isBetween(5L, 20L);
  }

  @Test
  void halfOfAPairOfSurrogatesIsThreeBytesAndItselfAgain() throws Exception {
    JsonNode event = new ObjectMapper().readTree("{\"t\": \"\\ud800\"}");
    LuaScript script = LuaScript.compile("x.lua", "return {event.t .. 'x', #event.t}");
    assertThat(script.run(event).get(0).textValue()).isEqualTo("\ud800x");
    assertThat(script.run(event).get(1).intValue()).isEqualTo(3);
  }

  @Test
  void logAndPrintWriteAFewCleanLines() {
    Logger logger = (Logger) LoggerFactory.getLogger("io.drover.script");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Level before = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try {
      LuaScript.compile(
              "x.lua",
              """
              log("size", 5, nil, {}, true)
              print("a\\nb" .. string.rep("x", 5000))
              for i = 1, 100 do log(i) end
              """)
          .run(EVENT);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    List<String> texts = lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(texts).hasSize(LogFunction.LINES + 1);
    assertThat(texts.get(0)).isEqualTo("x.lua: size 5 nil table: 0x00000001 true");
    assertThat(texts.get(1)).startsWith("x.lua: a\uFFFDbxxx").hasSizeLessThan(2_100);
    assertThat(texts.get(10))
        .isEqualTo("x.lua: it logs more than 10 lines for one event; the others are left out");
  }
}
