package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.script.RandomJson;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import org.junit.jupiter.api.Test;

/** JSON that goes through jq comes out as it went in, but for what the program changed. */
class JqIdentityTest {
  private static final int DOCUMENTS = 100_000;

  private static final JqProgram AS_IT_IS = compile(".");
  private static final JqProgram TAKEN_APART =
      compile("with_entries(.) | map_values(if type == \"array\" then map(.) else . end)");
  private static final JqProgram WALKED = compile("walk(.)");
  private static final JqProgram STREAMED = compile("fromstream(tostream)");
  private static final JqProgram WRITTEN_BACK =
      compile(". as $all | reduce paths as $p (.; setpath($p; $all | getpath($p)))");
  private static final JqProgram ONE_ADDED = compile(".added = [1]");
  private static final JqProgram ONE_REPLACED = compile(".value.changed |= \"x\"");

  private static JqProgram compile(String program) {
    return JqProgram.compile(new ScriptText("x.jq", program), JqLibrary.PLAIN);
  }

  private static JsonNode run(JqProgram program, JsonNode in) {
    return program.evaluate(in, ScriptLimits.DEFAULT, null).get(0);
  }

  private static void assertSame(JsonNode out, JsonNode in) {
    assertThat(out).isEqualTo(in);
    assertThat(out.toString()).isEqualTo(in.toString()); // the order of members too
  }

  @Test
  void documentsAreTheSameAfterwards() {
    RandomJson random = new RandomJson(3);
    for (int n = 0; n < DOCUMENTS; n++) {
      ObjectNode in = random.object();
      JsonNode copy = in.deepCopy();
      assertSame(run(AS_IT_IS, in), copy);
      assertSame(run(TAKEN_APART, in), copy);
      if (n % 10 == 0) {
        assertSame(run(WALKED, in), copy);
        assertSame(run(STREAMED, in), copy);
        assertSame(run(WRITTEN_BACK, in), copy);
      }
      assertThat(in).isEqualTo(copy);
    }
  }

  @Test
  void aChangedMemberIsTheOnlyDifference() {
    RandomJson random = new RandomJson(4);
    for (int n = 0; n < DOCUMENTS / 2; n++) {
      ObjectNode in = random.object();
      ObjectNode before = in.deepCopy();
      ObjectNode added = in.deepCopy();
      added.putArray("added").add(1);
      assertSame(run(ONE_ADDED, in), added);

      ObjectNode outer = random.object();
      outer.set("value", in);
      ObjectNode replaced = outer.deepCopy();
      ((ObjectNode) replaced.get("value")).put("changed", "x");
      assertSame(run(ONE_REPLACED, outer), replaced);
      assertThat(in).isEqualTo(before);
    }
  }
}
