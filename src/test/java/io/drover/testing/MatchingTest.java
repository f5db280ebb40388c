package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.testing.TestCase.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> contains(String expected, String value) {
    return Matching.faults(new Expectation(1, "s", json(expected), null, null), json(value));
  }

  private static List<String> equals(String expected, String value) {
    return Matching.faults(new Expectation(1, "s", null, json(expected), null), json(value));
  }

  private static List<String> jq(String condition, String value) {
    return Matching.faults(new Expectation(1, "s", null, null, condition), json(value));
  }

  @Test
  void containedAreMembersAndItemsInTheirOrder() {
    assertThat(contains("{'a':{'b':1}}", "{'a':{'b':1.0,'c':2},'d':3}")).isEmpty();
    assertThat(contains("[2,4]", "[1,2,3,4]")).isEmpty();
    assertThat(contains("[{'n':'b'}]", "[{'n':'a'},{'n':'b','x':1}]")).isEmpty();
    assertThat(contains("[4,2]", "[1,2,3,4]")).containsExactly("expected an item 2, got [1,2,3,4]");
    assertThat(contains("[]", "[1]")).isEmpty();
  }

  @Test
  void aDifferenceIsNamedByItsPlace() {
    assertThat(contains("{'a':[{'b':1}]}", "{'a':[{'b':2}]}"))
        .containsExactly("a[0].b: expected 1, got 2");
    assertThat(contains("{'a':{'x/y.z':1}}", "{'a':{}}"))
        .containsExactly("a[\"x/y.z\"]: expected 1, got nothing");
    assertThat(contains("{'a':null}", "{}")).containsExactly("a: expected null, got nothing");
    assertThat(equals("{'a':1}", "{'a':1,'b':[true]}"))
        .containsExactly("b: expected nothing, got [true]");
    assertThat(equals("[1,2]", "[1]")).containsExactly("[1]: expected 2, got nothing");
    assertThat(equals("{'a':1}", "'x'")).containsExactly("expected {\"a\":1}, got \"x\"");
  }

  @Test
  void equalIsOneAndOnePointNought() {
    assertThat(equals("{'a':[1]}", "{'a':[1.0]}")).isEmpty();
  }

  @Test
  void aConditionIsTrueOrFalse() {
    assertThat(jq(".a == 1", "{'a':1}")).isEmpty();
    assertThat(jq(".a == 2", "{'a':1}")).containsExactly("expected .a == 2, got {\"a\":1}");
    assertThat(jq(".a", "{'a':1}")).singleElement().asString().contains("it gave 1");
    assertThat(jq(".a, .b", "{'a':1}")).singleElement().asString().contains("it gave 2 values");
    assertThat(jq("error(\"x\")", "{}")).singleElement().asString().contains("x");
  }

  @Test
  void longValuesAndManyFaultsAreCut() {
    String big = "'" + "x".repeat(1000) + "'";
    assertThat(equals("1", big).get(0)).hasSizeLessThan(400).contains("more)");
    String many = "{'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1,'h':1,'i':1,'j':1,'k':1,'l':1}";
    assertThat(contains(many, "{}")).hasSize(11).endsWith("2 more");
  }
}
