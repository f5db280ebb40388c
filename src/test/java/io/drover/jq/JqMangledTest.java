package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import io.drover.script.Mangled;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever is written, it compiles or not, and ends: with values, an error or at a limit. */
class JqMangledTest {
  private static final int PROGRAMS = 10_000;
  private static final ScriptLimits LIMITS = new ScriptLimits(100, 200_000, 16 << 20, 1 << 20);

  @Test
  void mangledProgramsEndInOneOfThreeWays() throws IOException {
    Mangled mangled = new Mangled("jq", "program", 5);
    JsonNode in = new ObjectMapper().readTree("{\"a\": [1, {\"b\": \"x\"}], \"c\": null}");
    int compiled = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      String program = mangled.next();
      long started = System.nanoTime();
      try {
        JqProgram jq = JqProgram.compile(new ScriptText("mangled.jq", program), JqLibrary.PLAIN);
        compiled++;
        jq.evaluate(in, LIMITS, null);
      } catch (JqSyntaxException | PermanentException e) {
        assertThat(e.getMessage()).as(program).isNotBlank();
      } catch (RuntimeException | Error e) {
        throw new AssertionError(program, e);
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))
          .as(program)
          .isLessThan(5_000);
    }
    assertThat(compiled).as("what compiles is the test").isGreaterThan(PROGRAMS / 10);
  }
}
