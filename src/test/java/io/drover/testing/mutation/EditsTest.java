package io.drover.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes are made of a script. */
class EditsTest {
  private static List<String> jq(String text) {
    return JqMutations.of(text).stream().map(edit -> edit.apply(text)).distinct().toList();
  }

  private static List<String> lua(String text) {
    return LuaMutations.of(text).stream().map(edit -> edit.apply(text)).distinct().toList();
  }

  @Test
  void ofJqConditions() {
    assertThat(jq("if . then 1 else 2 end"))
        .contains(
            "if (. | not) then 1 else 2 end",
            "if true then 1 else 2 end",
            "if false then 1 else 2 end",
            "if . then 0 else 2 end",
            "if . then 1 else 3 end");
    assertThat(jq(".a == 1 and .b")).contains(".a != 1 and .b", ".a == 1 or .b", ". == 1 and .b");
  }

  @Test
  void ofJqRulesAndCalls() {
    assertThat(jq("def twice: . * 2; twice"))
        .contains("def twice: .; twice", "def twice: . * 2; .");
    assertThat(jq("map(select(.a))")).containsExactlyInAnyOrder(".", "map(.)", "map(select(.))");
    assertThat(jq("startswith(\"ab\")"))
        .contains("true", "false", "endswith(\"ab\")", "startswith(\"b\")", "startswith(\"a\")");
  }

  @Test
  void ofJqTextsWithValuesInThem() {
    assertThat(jq("\"a\\(.b)c\""))
        .containsExactlyInAnyOrder("\"\\(.b)c\"", "\"a\\(.)c\"", "\"a\\(.b)\"");
    assertThat(jq("\"\"")).containsExactly("\"x\"");
  }

  @Test
  void ofJqObjects() {
    assertThat(jq("{a: 1, b}")).contains("{ b}", "{a: 1}");
    assertThat(jq("def f($x): {$x}; f(.) as $y | $y"))
        .contains("def f($x): {}; f(.) as $y | $y", "def f($x): {$x}; f(.) as $y | null");
  }

  @Test
  void ofPatternsButNoneThatGsubWouldReplaceForEver() {
    assertThat(jq("test(\"^a+$\")")).contains("test(\"a+$\")", "test(\"^a$\")", "test(\"^a+\")");
    assertThat(jq("gsub(\"^\\\\s+\"; 1)"))
        .contains("gsub(\"\\\\s+\"; 1)", "gsub(\"^\\\\s\"; 1)")
        .doesNotContain("gsub(\"^+\"; 1)");
  }

  @Test
  void commentsAreLeftAlone() {
    assertThat(jq("# if 1 == 2\n.")).isEmpty();
    assertThat(lua("-- if 1 == 2")).isEmpty();
  }

  @Test
  void ofLuaStatements() {
    assertThat(lua("local a = b\nif a then\n  f(a)\nend"))
        .contains(
            "\nif a then\n  f(a)\nend",
            "local a = b\nif not (a) then\n  f(a)\nend",
            "local a = b\nif true then\n  f(a)\nend",
            "local a = b\nif false then\n  f(a)\nend",
            "local a = b\nif a then\n\nend");
    assertThat(lua("return string.lower(x or \"\")"))
        .contains(
            "return nil",
            "return (x or \"\")",
            "return string.lower(x and \"\")",
            "return string.lower(x or \"x\")");
  }

  @Test
  void ofLuaComparisonsAndLiterals() {
    assertThat(lua("x = a.b == 1"))
        .contains("x = a.b ~= 1", "x = a.b == 2", "x = a.b == 0", "x = a == 1");
    assertThat(lua("x = string.match(s, \"^%a$\")"))
        .contains(
            "x = string.match(s, \"%a$\")",
            "x = string.match(s, \"^$\")", "x = string.match(s, \"^%a\")", "x = (s)");
  }
}
