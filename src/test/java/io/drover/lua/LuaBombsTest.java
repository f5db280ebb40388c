package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.script.BombsContract;
import io.drover.script.Budget;
import java.util.Map;

class LuaBombsTest extends BombsContract {
  LuaBombsTest() {
    super("src/test/resources/lua-limits/bombs.yaml", "scripts");
  }

  @Override
  protected Bomb bomb(String script) {
    LuaScript compiled = LuaScript.compile("bomb.lua", script);
    Budget budget = new Budget(LIMITS);
    return new Bomb() {
      @Override
      public Budget budget() {
        return budget;
      }

      @Override
      public void evaluate(JsonNode event) {
        compiled.run(event, Map::of, budget);
      }
    };
  }

  @Override
  protected JsonNode good(JsonNode event) {
    return LuaScript.compile("good.lua", "event.a[3] = {b = json.null} return event").run(event);
  }

  @Override
  protected void checkEnd(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOf(PermanentException.class)
        .hasMessageStartingWith("running bomb.lua: ");
  }

  @Override
  protected Throwable limit(Throwable thrown) {
    return thrown.getCause();
  }
}
