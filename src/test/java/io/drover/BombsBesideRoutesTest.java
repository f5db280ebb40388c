package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** While scripts of one route run into their limits, those of another do their work. */
class BombsBesideRoutesTest {
  private static final List<String> LUA =
      List.of(
          "while true do end",
          "local t = {} while true do t[#t + 1] = {} end",
          "local s = 'x' while true do s = s .. s end",
          "local function f() return 1 + f() end return f()",
          "return ('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(40) .. 'b')");
  private static final List<String> JQ =
      List.of(
          "last(range(1e12))",
          "[range(1e12)]",
          "reduce range(40) as $i (\"xx\"; . + .)",
          "def f: 1 + f; f",
          "(\"a\" * 40) + \"b\" | test(\"^(a+)+$\")");
  private static final int EVENTS = 3_000;

  private final DefaultCamelContext context = new DefaultCamelContext();

  BombsBesideRoutesTest() {
    Drover.install(context);
  }

  @AfterEach
  void close() throws IOException {
    context.close();
  }

  private Exchange exchange() {
    JsonNode body = new ObjectMapper().createObjectNode().put("a", 2);
    return ExchangeBuilder.anExchange(context).withBody(body).build();
  }

  private Expression expression(String language, String script) {
    return context.resolveLanguage(language).createExpression(script);
  }

  /** Has each bomb stopped, one after the other. */
  private int throwBombs() {
    List<Expression> bombs = new ArrayList<>();
    LUA.forEach(script -> bombs.add(expression("lua", script)));
    JQ.forEach(program -> bombs.add(expression("jq", program)));
    for (Expression bomb : bombs) {
      assertThatThrownBy(() -> bomb.evaluate(exchange(), Object.class))
          .hasMessageContaining("running script: ");
    }
    return bombs.size();
  }

  /** Milliseconds of each of many events, sorted; more of them as long as it is asked for. */
  private List<Double> work(BooleanSupplier more) {
    Expression lua = expression("lua", "event.b = event.a * 21 return event");
    Expression jq = expression("jq", ".b == 42");
    List<Double> millis = new ArrayList<>();
    while (millis.size() < EVENTS || more.getAsBoolean()) {
      long start = System.nanoTime();
      Exchange exchange = exchange();
      exchange.getMessage().setBody(lua.evaluate(exchange, JsonNode.class));
      assertThat(jq.evaluate(exchange, JsonNode.class)).hasToString("true");
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(millis);
    return millis;
  }

  @Test
  void otherRoutesDoTheirWorkMeanwhile() throws Exception {
    List<Double> alone = work(() -> false);
    ExecutorService attacker = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> stopped = attacker.submit(this::throwBombs);
      List<Double> beside = work(() -> !stopped.isDone());
      LoggerFactory.getLogger(getClass())
          .info(
              "milliseconds of an event, median and 99 %: {} and {} alone, {} and {} of {} events"
                  + " beside {} bombs",
              median(alone),
              most(alone),
              median(beside),
              most(beside),
              beside.size(),
              stopped.get());
      assertThat(most(beside)).isLessThan(100);
    } finally {
      attacker.shutdown();
    }
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  private static double most(List<Double> sorted) {
    return sorted.get(sorted.size() * 99 / 100);
  }
}
