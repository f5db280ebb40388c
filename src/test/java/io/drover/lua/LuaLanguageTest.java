package io.drover.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.PermanentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuaLanguageTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Exchange exchange = new DefaultExchange(context);

  @AfterEach
  void stop() {
    context.stop();
  }

  private Language lua() {
    return context.resolveLanguage("lua");
  }

  private JsonNode evaluate(String script) {
    exchange.getMessage().setBody(new ObjectMapper().createObjectNode().put("n", 1));
    return lua().createExpression(script).evaluate(exchange, JsonNode.class);
  }

  private boolean matches(String script) {
    exchange.getMessage().setBody(new ObjectMapper().createObjectNode().put("n", 1));
    return lua().createPredicate(script).matches(exchange);
  }

  @Test
  void headersAreReadByNameWhateverTheirCase() throws Exception {
    exchange.getMessage().setHeader("Name", "é");
    exchange.getMessage().setHeader("count", 5);
    exchange.getMessage().setHeader("large", 12345678901234567L);
    exchange.getMessage().setHeader("ratio", 0.5f);
    exchange.getMessage().setHeader("on", true);
    exchange.getMessage().setHeader("bytes", "ab".getBytes(StandardCharsets.UTF_8));
    exchange.getMessage().setHeader("at", Instant.EPOCH);
    exchange.getMessage().setHeader("json", new ObjectMapper().readTree("{\"a\": [1]}"));
    assertThat(
            evaluate(
                """
                return {header("name"), header("NAME"), header("count") + 1, header("large"),
                        header("ratio"), header("on"), header("bytes"), header("at"),
                        header("json").a, header("none") == nil}
                """))
        .hasToString(
            "[\"é\",\"é\",6,12345678901234567,0.5,true,\"ab\",\"1970-01-01T00:00:00Z\",[1],true]");
  }

  @Test
  void whatIsInAHeaderIsNeverAnObjectOfJava() {
    exchange.getMessage().setHeader("odd", new Object());
    assertThatThrownBy(() -> evaluate("return header('odd')"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("script:1: header odd is of type Object, which scripts cannot read");
  }

  @Test
  void aScriptThatChangesWhatItReadFromAHeaderChangesOnlyThat() throws Exception {
    JsonNode json = new ObjectMapper().readTree("{\"a\": 1}");
    exchange.getMessage().setHeader("json", json);
    assertThat(evaluate("local j = header('json') j.a = 2 return j")).hasToString("{\"a\":2}");
    assertThat(json).hasToString("{\"a\":1}");
  }

  @Test
  void cloudEventAttributesAreReadByTheirNames() {
    exchange.getMessage().setHeader("ce-id", "7");
    exchange.getMessage().setHeader("ce-type", "s3:ObjectCreated:Put");
    exchange.getMessage().setHeader("ce-droverfound", "listing");
    assertThat(
            evaluate(
                """
                local names = {}
                for name in pairs(cloudevent) do names[#names + 1] = name end
                table.sort(names)
                return {cloudevent.id, cloudevent.type, cloudevent.droverfound,
                        cloudevent.subject == nil, names}
                """))
        .hasToString(
            "[\"7\",\"s3:ObjectCreated:Put\",\"listing\",true,[\"droverfound\",\"id\",\"type\"]]");
    assertThatThrownBy(() -> evaluate("cloudevent.id = 'mine'"))
        .hasMessageContaining("cannot be changed");
  }

  @ParameterizedTest
  @CsvSource({"return event.n == 1,true", "return event.n == 2,false", "return not event.x,true"})
  void aFilterPassesOrNot(String script, boolean passes) {
    assertThat(matches(script)).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return nil|nothing",
        "local x = 1|nothing",
        "return 1|1",
        "return 'true'|\"true\"",
        "return event|{\"n\":1}",
        "return json.null|null"
      })
  void aFilterThatReturnsAnythingElseIsAnError(String script, String shown) {
    assertThatThrownBy(() -> matches(script))
        .isInstanceOf(PermanentException.class)
        .hasMessage("running script: a filter returns true or false, this one returned " + shown);
  }

  @Test
  void nilIsNoResult() {
    assertThat(evaluate("return nil")).isNull();
    assertThat(evaluate("local x = 1")).isNull();
  }

  @Test
  void aBodyThatIsNoJsonIsAnError() {
    exchange.getMessage().setBody(new Object());
    assertThatThrownBy(
            () -> lua().createExpression("return event").evaluate(exchange, Object.class))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("the message body is not JSON but of type Object");
  }

  @Test
  void whatDoesNotCompileIsFoundWhenTheRouteIsMade() {
    assertThatThrownBy(() -> lua().createExpression("local x = 1\nreturn x +"))
        .isInstanceOf(ExpressionIllegalSyntaxException.class)
        .cause()
        .hasMessage("script:2: unexpected symbol 'end of the script': return x +");
  }

  @Test
  void limitsAreThoseOfTheContext() {
    Properties properties = new Properties();
    properties.setProperty("drover.scripts.max-steps", "1000");
    context.getPropertiesComponent().setInitialProperties(properties);
    context.start();
    assertThatThrownBy(() -> evaluate("for i = 1, 1000 do event.n = i end return event"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("took more than 1,000 steps");
    assertThat(evaluate("for i = 1, 100 do event.n = i end return event"))
        .hasToString("{\"n\":100}");
  }
}
