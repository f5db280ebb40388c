package io.drover.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@RequiresOracles
class OraclesTest {
  private static final JsonNode NULL = NullNode.getInstance();

  @Test
  void luaIsTheLastOfItsVersion(LuaOracle lua) throws IOException, InterruptedException {
    assertThat(lua.version()).isEqualTo("Lua 5.1");
    Process version = new ProcessBuilder("lua5.1", "-v").redirectErrorStream(true).start();
    String text = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(version.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(text).startsWith("Lua 5.1.5 ");
  }

  @Test
  void jqIsBuiltFromVersion171(JqOracle jq) throws IOException {
    assertThat(Files.readString(jq.module(), StandardCharsets.ISO_8859_1))
        .contains("/jq-1.7.1/src")
        .doesNotContain("/jq-1.6/", "/jq-1.8");
  }

  @Test
  void jqDoesWhat16And17CannotAnd18DoesOtherwise(JqOracle jq) {
    assertThat(jq.ask("if . then 1 end", NULL).out()).as("1.7").containsExactly(NULL);
    assertThat(jq.ask("100000000000000000001", NULL).out().toString())
        .as("1.7")
        .isEqualTo("[100000000000000000001]");
    assertThat(jq.ask("123456789012345678901234567890 + 0", NULL).out().get(0).decimalValue())
        .as("17 digits are 1.7.1, before it was 16")
        .isEqualByComparingTo("123456789012345680000000000000");
    assertThat(jq.ask("[limit(-1; 1, 2)]", NULL).out().toString())
        .as("an error since 1.8")
        .isEqualTo("[[1,2]]");
  }

  @Test
  void whatEndsAnOracleOrKeepsItBusyIsAnErrorAndTheNextIsAnswered(JqOracle jq, LuaOracle lua) {
    assertThat(jq.ask("def f: f; f", NULL).error()).isEqualTo("no answer after 3000 ms");
    assertThat(jq.ask("1", NULL).out().toString()).isEqualTo("[1]");
    assertThat(lua.ask("os.exit(1)", NULL).error()).isEqualTo("the process ended");
    assertThat(lua.ask("return 1", NULL).out()).hasToString("1");
  }

  @Test
  void whatAScriptChangesOfALibraryIsPutBack(LuaOracle lua) {
    assertThat(lua.ask("string.upper = nil; return ('x'):upper()", NULL).error())
        .contains("attempt to call method 'upper'");
    assertThat(lua.ask("return ('x'):upper()", NULL).out().asText()).isEqualTo("X");
  }
}
