package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import io.drover.delivery.PermanentException;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language as routes have it. */
class JqLanguageTest {
  private final DefaultCamelContext context = new DefaultCamelContext();

  JqLanguageTest() {
    Drover.install(context);
  }

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  private Language jq() {
    return context.resolveLanguage("jq");
  }

  private Exchange exchange(Object body) {
    return ExchangeBuilder.anExchange(context).withBody(body).build();
  }

  private Object evaluate(String program, Object body) {
    return jq().createExpression(program).evaluate(exchange(body), Object.class);
  }

  private boolean matches(String program, Object body) {
    return jq().createPredicate(program).matches(exchange(body));
  }

  @Test
  void itStandsInPlaceOfCamelsOwn() {
    assertThat(jq()).isInstanceOf(JqLanguage.class);
    assertThat(context.resolveLanguage("jq")).isSameAs(jq());
  }

  @Test
  void aTransformGivesOneValue() throws IOException {
    JsonNode body = new ObjectMapper().readTree("{\"a\":[1,2]}");
    assertThat(evaluate(".a", body)).hasToString("[1,2]");
    assertThat(evaluate(".b", body)).isNull();
    assertThat(evaluate("empty", body)).isNull();
    assertThat(evaluate(".", null)).isNull();
    assertThat(evaluate(".a", "{\"a\": 5}")).hasToString("5");
    assertThatThrownBy(() -> evaluate(".a[], 3, 4", body))
        .isInstanceOf(PermanentException.class)
        .hasMessage(
            "running script: it gives 4 values: 1, 2, 3, ...; a message is one value: collect them"
                + " in [...]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 ~ 1",
        "\"true\" ~ \"true\"",
        "null ~ null",
        "{} ~ {}",
        "empty ~ nothing",
        "false, false ~ 2 values: false, false",
        "true, true ~ 2 values: true, true",
        "range(9) ~ 9 values: 0, 1, 2, ..."
      })
  void aFilterThatIsNotOneBooleanIsAnError(String program, String given) {
    assertThatThrownBy(() -> matches(program, "{}"))
        .isInstanceOf(PermanentException.class)
        .hasMessage("running script: a filter gives true or false, once; this one gives " + given);
  }

  @Test
  void aFilterPassesOnTrueAlone() {
    assertThat(matches(".a == 1", "{\"a\": 1}")).isTrue();
    assertThat(matches(".a == 1", "{\"a\": 2}")).isFalse();
  }

  @Test
  void itReadsHeadersPropertiesAndVariables() {
    Exchange exchange = exchange("{\"a\": 1}");
    exchange.getMessage().setHeader("ce-id", "17");
    exchange.getMessage().setHeader("count", 3);
    exchange.setProperty("p", true);
    exchange.setVariable("v", Map.of());
    exchange.setVariable("j", new ObjectMapper().createObjectNode().put("x", 1));
    Expression all =
        jq().createExpression(
                "[header(\"ce-id\"), header(\"count\"), header(\"no\"), header(\"no\"; 5),"
                    + " property(\"p\"), variable(\"j\").x, variable(\"none\"; \"d\"), body.a]");
    assertThat(all.evaluate(exchange, Object.class))
        .hasToString("[\"17\",\"3\",null,5,true,1,\"d\",1]");
    assertThatThrownBy(() -> evaluate("header(1)", "{}"))
        .hasMessageContaining("number (1) is no name: write it between quotes");
  }

  @Test
  void aResultHasTheTypeThatTheRouteAsksFor() {
    Expression text = jq().createExpression(".a", new Object[] {String.class, null});
    assertThat(text.evaluate(exchange("{\"a\": \"x\"}"), Object.class)).isEqualTo("x");
    Expression number = jq().createExpression(".a", new Object[] {Integer.class, null});
    assertThat(number.evaluate(exchange("{\"a\": 5}"), Object.class)).isEqualTo(5);
  }

  @Test
  void aSourceIsReadInPlaceOfTheBody() {
    Exchange exchange = exchange("{\"a\": 1}");
    exchange.setVariable("other", "{\"a\": 2}");
    Expression expression = jq().createExpression(".a", new Object[] {null, "variable:other"});
    assertThat(expression.evaluate(exchange, Object.class)).hasToString("2");
  }

  @Test
  void aBodyThatIsNoJsonIsSaid() {
    assertThatThrownBy(() -> evaluate(".", "no json"))
        .isInstanceOf(PermanentException.class)
        .hasMessage("the message body is not JSON: line 1, column 3 is wrong");
  }

  @Test
  void aProgramThatIsWrongIsSaidWhenTheRouteIsLoaded() {
    assertThatThrownBy(() -> jq().createExpression(".a |"))
        .isInstanceOf(ExpressionIllegalSyntaxException.class)
        .hasRootCauseMessage(
            "script:1: unexpected end of the program: an expression is missing: .a |");
  }

  @Test
  void functionsOfTheRegistryCanBeCalled() {
    JqFunction twice =
        (host, in, arguments, values) -> {
          values.accept(arguments.get(0));
          values.accept(arguments.get(0));
        };
    context.getRegistry().bind("twice/1", JqFunction.class, twice);
    assertThat(evaluate("[twice(.a, 2)]", "{\"a\": 1}")).hasToString("[1,1,2,2]");
  }

  @Test
  void limitsAreThoseOfTheContext() {
    context.getPropertiesComponent().addOverrideProperty("drover.scripts.max-steps", "1000");
    assertThatThrownBy(() -> evaluate("last(range(1000000))", "{}"))
        .hasMessage(
            "running script: took more than 1,000 steps, see drover.scripts.max-steps in"
                + " docs/scripts.md#limits");
  }

  @Test
  void messagesOfAProgramAreFew() {
    List<String> log = new ArrayList<>();
    JqLibrary library = new JqLibrary(Map.of(), Clock.systemUTC(), log::add);
    JqProgram.compile(new ScriptText("x.jq", "[range(50) | debug, debug(\"at \\(.)\")]"), library)
        .evaluate(Values.NULL, ScriptLimits.DEFAULT, null);
    assertThat(log).hasSize(10);
    assertThat(log.get(0)).isEqualTo("x.jq:1: 0");
    assertThat(log.get(9)).endsWith("(no more is logged of this evaluation)");
  }
}
