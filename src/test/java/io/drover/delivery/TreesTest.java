package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.Drover;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are Jackson trees; every language reads them without a conversion. */
class TreesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jq       | .notification[0].key",
        "jsonpath | $.notification[0].key",
        "lua      | return event.notification[1].key",
        "simple   | ${body.get('notification').get(0).get('key').asText()}",
      })
  void everyLanguageReadsThem(String language, String expression) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Drover.install(context);
      context.start();
      Exchange exchange = new DefaultExchange(context);
      JsonNode body = new ObjectMapper().readTree("{\"notification\":[{\"key\":\"a.gif\"}]}");
      exchange.getMessage().setBody(body);
      assertThat(
              context
                  .resolveLanguage(language)
                  .createExpression(expression)
                  .evaluate(exchange, String.class))
          .isIn("a.gif", "\"a.gif\"");
    }
  }
}
