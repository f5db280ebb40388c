package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.PermanentException;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqProgramTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JqProgram compile(String program) {
    return JqProgram.compile(new ScriptText("x.jq", program), JqLibrary.PLAIN);
  }

  private static List<JsonNode> run(String program, Object in) {
    return compile(program).evaluate(JSON.valueToTree(in), ScriptLimits.DEFAULT, null);
  }

  @Test
  void anErrorPointsAtTheLineThatRaisedIt() {
    assertThatThrownBy(() -> run("{\n  a: .a,\n  b: (.a + 1)\n}", Map.of("a", "x")))
        .isInstanceOf(PermanentException.class)
        .hasMessage(
            "running x.jq: x.jq:3: string (\"x\") and number (1) cannot be added: b: (.a + 1)");
  }

  @Test
  void aLongValueAndALongLineAreCutShort() {
    String spaces = " ".repeat(200);
    assertThatThrownBy(() -> run(".a +" + spaces + "1", Map.of("a", "x".repeat(500))))
        .hasMessageStartingWith("running x.jq: x.jq:1: string (\"xxxxxxxxxx...) and number (1)")
        .hasMessageEndingWith("...")
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.toString()).hasSizeLessThan(250));
  }

  @Test
  void whatTheProgramItselfRaisesSpeaksForItself() {
    assertThatThrownBy(() -> run("error(\"no port \\(.)\")", 5)).hasMessage("no port 5");
    assertThatThrownBy(() -> run("\n error({code: .})", 5))
        .hasMessage("running x.jq: x.jq:2: {\"code\":5} (not a string): error({code: .})");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 + ~ x.jq:1: unexpected end of the program: an expression is missing: 1 +",
        "nofn(1) | .a ~ x.jq:1: jq has no function nofn/1: nofn(1) | .a",
        "$x ~ x.jq:1: there is no variable $x: $x",
        "break $x ~ x.jq:1: there is no label $x: break $x",
        "import \"a\" as a; . ~ modules are not available",
        "if 1 then 2 ~ expected 'end'",
        "{a: 1 b: 2} ~ expected '}'",
        "{1: 2} ~ cannot use number (1) as object key",
        ". as x | 1 ~ after as stands $name",
        "\"a ~ a string is not closed",
        "\"\\(1\" ~ is not closed",
        "\"\\q\" ~ unknown escape '\\q'",
        ". § . ~ unexpected character '§'",
        "1 = 2 = 3 ~ assignments do not follow one another",
        "1 < 2 < 3 ~ comparisons do not follow one another",
        "@nope ~ jq has no format @nope: it has @base32, @base32d,",
        "halt ~ use empty",
        "length(1) ~ it has length/0",
        "if .a then 1 else if .b then 2 end ~ each 'if' has its own, 'else if' is written elif",
        ". | 'a' ~ texts stand between \"double quotes\"",
        "\u201Ca\u201D ~ texts stand between \"double quotes\"",
        ".a && .b ~ for && jq has 'and'",
        ".a || .b ~ for || jq has 'or'",
        "select(!.a) ~ 'not' stands behind its value: (... | not)",
        ".a === 1 ~ jq compares by == and !=",
        "| .a ~ x.jq:1: unexpected '|': an expression is missing: | .a",
        ".foo-bar ~ jq has no function bar/0: a name with a minus is written as in .[\"foo-bar\"]",
        ".[foo] ~ jq has no function foo/0: a name in brackets is written .[\"foo\"]",
        "[1, 2,] ~ an expression is missing behind the comma",
        "// a ~ comments begin with #",
        ".a) ~ no bracket is open",
        ".a ? 1 : 2 ~ a choice is if ... then ... else ... end",
        ".a.length() ~ functions stand behind a pipe",
        "contains \"x\" ~ arguments stand in parentheses"
      })
  void whatIsNoJqIsSaidWhenItIsCompiled(String program, String message) {
    assertThatThrownBy(() -> compile(program))
        .isInstanceOf(JqSyntaxException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {"todate ~ x.jq:2", "first(todate) ~ x.jq:2", "map_values(with_entries(1)) ~ x.jq:2"})
  void anErrorInAFunctionThatIsMadeOfOthersIsWhereThatIsCalled(String call, String place) {
    assertThatThrownBy(() -> run(".\n| " + call, List.of("x")))
        .hasMessageStartingWith("running x.jq: " + place + ": ")
        .hasMessageEndingWith(": | " + call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "first(\"2024\" | strptime(\"%Y,%Q\" | splits(\",\")) | .[0]) ~ 2024",
        "try first(\"2024\" | strptime(\"%Y,%Q\" | splits(\",\")) | .[0]) catch 1 ~ 2024",
        "first(format(\"json nope\" | scan(\"[a-z]+\"))) ~ '\"null\"'",
        "first(format(\"json nope\" | match(\"[a-z]+\"; \"g\").string)) ~ '\"null\"'",
        "first(format(\"jsonX\" | sub(\"X\"; \"\", \"nope\"))) ~ '\"null\"'"
      })
  void nothingIsMadeOfValuesThatNobodyTakes(String program, String value) {
    assertThat(run(program, null)).hasToString("[" + value + "]");
  }

  @Test
  void numbersThatOneDoubleStandsForAreSorted() {
    String program =
        "[range(400) | if . % 3 == 0 then 9007199254740993 elif . % 3 == 1 then 9007199254740992"
            + " else 90071992547409920e-1 end] | sort | [.[0], .[-1]]";
    assertThat(run(program, null)).hasToString("[[9007199254740992,9007199254740993]]");
  }

  @Test
  void allUnknownNamesAreSaidAtOnce() {
    assertThatThrownBy(() -> compile("f,\n$x,\n@y,\nbreak $z"))
        .isInstanceOfSatisfying(
            JqSyntaxException.class,
            e -> assertThat(e.faults()).extracting(JqFault::line).containsExactly(1, 2, 3, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{a:", "-", "def f: ", ".a|", "\"\\(", "try ", "if . then "})
  void aProgramThatNestsWithoutAnEndIsRefused(String start) {
    assertThatThrownBy(() -> compile(start.repeat(20_000))).isInstanceOf(JqSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", ".a", " | .", ", 1", " and 1", "[0]", " // 1", "?"})
  void aProgramThatGoesOnAndOnIsRefusedOrRuns(String more) {
    try {
      compile("." + more.repeat(20_000)).evaluate(JSON.nullNode(), ScriptLimits.DEFAULT, null);
    } catch (JqSyntaxException | PermanentException e) {
      assertThat(e.getMessage()).startsWith(e instanceof PermanentException ? "running" : "x.jq:1");
    }
  }

  @Test
  void whatNestsMoreDeeplyThanTheStackOfAThreadHolds() {
    assertThat(run("def f: if . == 0 then 0 else 1 + (. - 1 | f) end; 4000 | f", null))
        .hasToString("[4000]");
    assertThat(run("reduce range(450) as $i (1; [.]) | tojson | length", null))
        .hasToString("[901]");
    assertThatThrownBy(() -> run("def f: 1 + f; f", null))
        .hasMessage("running x.jq: calls are nested more than 10000 deep");
  }

  @Test
  void aFunctionThatCallsItselfLastNeedsNoStack() {
    assertThat(run("def f: if . >= 100000 then . else . + 1 | f end; 0 | f", null))
        .hasToString("[100000]");
    assertThat(run("last(recurse(if . < 100000 then . + 1 else empty end))", 0))
        .hasToString("[100000]");
    assertThat(run("[0 | recurse(. + 1; . < 20000)] | length", null)).hasToString("[20000]");
    assertThat(run("0 | until(. > 200000; . + 1)", null)).hasToString("[200001]");
  }

  @Test
  void aReduceDoesNotCopyWhatItHasMade() {
    assertThat(run("reduce range(50000) as $i ([]; . + [$i]) | length", null))
        .hasToString("[50000]");
    assertThat(run("reduce range(20000) as $i ({}; .[\"k\\($i)\"] += 1) | length", null))
        .hasToString("[20000]");
  }

  @Test
  void aReduceLeavesAloneWhatOthersHold() {
    assertThat(run("[1] as $a | [reduce range(3) as $i ($a; . + [$i]), $a]", null))
        .hasToString("[[[1,0,1,2],[1]]]");
    assertThat(run("{a: [1]} as $o | [reduce 1 as $i ($o; .a += [2] | .b = $o), $o]", null))
        .hasToString("[[{\"a\":[1,2],\"b\":{\"a\":[1]}},{\"a\":[1]}]]");
    assertThat(run("reduce (1, 2) as $i ({a: []}; .b = .a | .a += [$i])", null))
        .hasToString("[{\"a\":[1,2],\"b\":[1]}]");
  }

  @Test
  void whatALaterStepDoesToAResultTheNextEventDoesNotSee() {
    JqProgram program = compile("{a: {b: [1, {c: 2}]}}, builtins");
    ObjectNode first =
        (ObjectNode) program.evaluate(JSON.nullNode(), ScriptLimits.DEFAULT, null).get(0);
    ((ObjectNode) first.get("a")).put("b", 5);
    assertThat(program.evaluate(JSON.nullNode(), ScriptLimits.DEFAULT, null).get(0))
        .hasToString("{\"a\":{\"b\":[1,{\"c\":2}]}}");
  }

  @Test
  void oneProgramServesManyThreads() throws Exception {
    JqProgram program =
        compile(
            ". as $n | [range($n)] | map(. * $n | tostring) | join(\",\") | gsub(\"1\"; \"x\") |"
                + " {n: $n, text: ., kinds: (reduce explode[] as $c ({}; .[$c | tostring] += 1))}");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        JsonNode in = JSON.valueToTree(i + 5);
        JsonNode expected = program.evaluate(in, ScriptLimits.DEFAULT, null).get(0);
        results.add(
            threads.submit(
                () -> {
                  for (int run = 0; run < 2_000; run++) {
                    JsonNode out = program.evaluate(in, ScriptLimits.DEFAULT, null).get(0);
                    assertThat(out).isEqualTo(expected);
                  }
                  return true;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void programsSeeNothingOfTheProcess() {
    assertThat(run("[$ENV, env, input_filename, ([inputs] | length)]", null))
        .hasToString("[[{},{},null,0]]");
    assertThatThrownBy(() -> run("input", 1)).hasMessageContaining("an event is one value");
  }
}
