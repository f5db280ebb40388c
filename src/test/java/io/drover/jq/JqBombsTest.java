package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.script.BombsContract;
import io.drover.script.Budget;
import io.drover.script.ScriptText;

class JqBombsTest extends BombsContract {
  JqBombsTest() {
    super("src/test/resources/jq-limits/bombs.yaml", "programs");
  }

  @Override
  protected Bomb bomb(String program) {
    ScriptText text = new ScriptText("bomb.jq", program);
    JqProgram compiled = JqProgram.compile(text, JqLibrary.PLAIN);
    Run run = new Run(text, LIMITS, JqLibrary.PLAIN, null, Run.DEEPEST_HERE);
    return new Bomb() {
      @Override
      public Budget budget() {
        return run.budget();
      }

      @Override
      public void evaluate(JsonNode event) {
        compiled.outputs(event, run);
      }
    };
  }

  @Override
  protected JsonNode good(JsonNode event) {
    ScriptText text = new ScriptText("good.jq", ".a[2] = {b: null}");
    return JqProgram.compile(text, JqLibrary.PLAIN).evaluate(event, LIMITS, null).get(0);
  }

  @Override
  protected void checkEnd(Throwable thrown) {} // an error of the program, or the limit itself

  @Override
  protected Throwable limit(Throwable thrown) {
    return thrown;
  }
}
