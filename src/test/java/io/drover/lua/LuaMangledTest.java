package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.Mangled;
import io.drover.script.ScriptLimits;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever is written, it compiles or not, and ends: with a value, an error or at a limit. */
class LuaMangledTest {
  private static final int SCRIPTS = 10_000;
  private static final ScriptLimits LIMITS = new ScriptLimits(100, 200_000, 16 << 20, 1 << 20);

  @Test
  void mangledScriptsEndInOneOfThreeWays() throws IOException {
    Mangled mangled = new Mangled("lua", "script", 5);
    JsonNode in = new ObjectMapper().readTree("{\"a\": [1, {\"b\": \"x\"}], \"c\": null}");
    int compiled = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      String script = mangled.next();
      long started = System.nanoTime();
      try {
        LuaScript lua = LuaScript.compile("mangled.lua", script);
        compiled++;
        lua.run(in, Map::of, new Budget(LIMITS));
      } catch (IllegalArgumentException | PermanentException e) {
        assertThat(e.getMessage()).as(script).contains("mangled.lua");
      } catch (RuntimeException | Error e) {
        throw new AssertionError(script, e);
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))
          .as(script)
          .isLessThan(5_000);
    }
    assertThat(compiled).as("what compiles is the test").isGreaterThan(SCRIPTS / 10);
  }
}
