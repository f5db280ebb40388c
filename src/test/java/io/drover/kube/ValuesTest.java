package io.drover.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
  private static final int DEEP = 100;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a': 1} | {'a': 1.0} | true",
        "{'a': null} | {} | true",
        "{} | {'a': null} | true",
        "{'a': {'b': null}} | {'a': {}} | true",
        "{'a': {}} | {} | false",
        "{} | {'a': {}} | false",
        "{'a': 1} | {'a': 1, 'b': 2} | false",
        "{'a': 1, 'b': 2} | {'a': 1} | false",
        "{'a': 1} | {'a': '1'} | false",
        "[1, 2] | [1.0, 2] | true",
        "[1, 2] | [2, 1] | false",
        "[1] | [1, 2] | false",
        "[null] | [] | false",
        "{'a': [{'b': 1}]} | {'a': [{'b': 2}]} | false"
      },
      quoteCharacter = '"')
  void anAbsentMemberIsNullAndNumbersAreWhatTheyAreWorth(String a, String b, boolean equal)
      throws Exception {
    assertThat(Values.equal(json(a), json(b))).isEqualTo(equal);
  }

  /** Twice the work for each level would not end. */
  @Test
  void deepObjectsAreCompared() {
    assertThat(Values.equal(nested("x"), nested("x"))).isTrue();
    assertThat(Values.equal(nested("x"), nested("y"))).isFalse();
  }

  private static JsonNode nested(String innermost) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("value", innermost);
    for (int i = 0; i < DEEP; i++) {
      object = JsonNodeFactory.instance.objectNode().set("inner", object);
    }
    return object;
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
