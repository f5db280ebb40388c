package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LuaCasesTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/lua"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .flatMap(LuaCasesTest::cases)
          .toList()
          .stream();
    }
  }

  private static Stream<DynamicTest> cases(Path file) {
    try {
      JsonNode cases = new YAMLMapper().readTree(file.toFile());
      return StreamSupport.stream(cases.spliterator(), false)
          .map(c -> DynamicTest.dynamicTest(name(file, c), () -> run(c)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file, JsonNode testCase) {
    return file.getFileName() + ": " + testCase.path("name").asText();
  }

  private static void run(JsonNode testCase) throws IOException {
    LuaScript script = LuaScript.compile("case.lua", testCase.path("script").asText());
    JsonNode in = testCase.path("in");
    if (testCase.has("error")) {
      assertThatThrownBy(() -> script.run(in))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining(testCase.path("error").asText());
    } else if (testCase.path("out").asText().equals("nothing")) {
      assertThat(script.run(in)).isNull();
    } else {
      ObjectMapper json = new ObjectMapper();
      JsonNode out = script.run(in);
      assertThat(json.readTree(json.writeValueAsString(out)))
          .isEqualTo(json.readTree(json.writeValueAsString(testCase.path("out"))));
    }
  }

  @Test
  void oneRunSeesNothingOfAnother() {
    LuaScript script = LuaScript.compile("x.lua", "x = (x or 0) + 1; return x");
    JsonNode event = new ObjectMapper().createObjectNode();
    assertThat(script.run(event).asInt()).isEqualTo(1);
    assertThat(script.run(event).asInt()).isEqualTo(1);
  }

  @Test
  void aScriptThatDoesNotCompileNamesFileAndLine() {
    assertThatThrownBy(() -> LuaScript.compile("x.lua", "local a = 1\nif a then else else end"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x.lua:2")
        .hasMessageNotContaining("Ğ");
  }
}
