package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.delivery.PermanentException;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Every function, with every odd value that a body may be: it ends as a script does. */
class JqOddInputsTest {
  private static final int PROGRAMS = 8_000;
  private static final ScriptLimits LIMITS = new ScriptLimits(100, 50_000, 16 << 20, 1 << 20);
  private static final String[] ARGUMENTS = {
    ".",
    "1",
    "\"a\"",
    "null",
    "-1",
    "1e10",
    "nan",
    "[1]",
    "{\"start\": 1}",
    ".[]?",
    "\"%Y\"",
    "infinite",
    "\"\"",
    "[[]]",
    "-1e18",
    "(1, 2)",
    ".a?",
    "[.[]?]",
    "\"g\"",
    "\"(a)?\"",
    "empty",
    "{}",
    "true",
    "[\"a\", 0]",
    "[[\"a\"], [0]]",
    "\"\\\\p{Foo}\"",
    "\"\\\\x{110000}b\""
  };

  @Test
  void nothingButAPermanentErrorLeavesAnEvaluation() {
    Choice choice = new Choice(6);
    List<JsonNode> bodies = bodies();
    String[] functions = JqLibrary.PLAIN.signatures().toArray(String[]::new);
    int given = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      String program =
          "(., .[]?, .[]?.[]?) | try "
              + call(choice, functions)
              + " catch . | "
              + call(choice, functions);
      JsonNode body = bodies.get(i % bodies.size());
      String before = body.toString();
      JqProgram jq = JqProgram.compile(new ScriptText("odd.jq", program), JqLibrary.PLAIN);
      try {
        given += jq.evaluate(body, LIMITS, null).size();
      } catch (PermanentException e) {
        assertThat(e.getMessage()).as(program).doesNotContain("the engine fails");
      } catch (RuntimeException | Error e) {
        throw new AssertionError(program + " on " + before, e);
      }
      assertThat(body.toString()).as(program).isEqualTo(before);
    }
    assertThat(given).as("what gives values is the test").isGreaterThan(PROGRAMS / 4);
  }

  private static String call(Choice choice, String[] functions) {
    String signature = choice.of(functions);
    int slash = signature.indexOf('/');
    String name = signature.substring(0, slash);
    int count = Integer.parseInt(signature.substring(slash + 1));
    StringJoiner call = new StringJoiner("; ", name + "(", ")");
    for (int i = 0; i < count; i++) {
      call.add(choice.of(ARGUMENTS));
    }
    return count == 0 ? name : call.toString();
  }

  private static List<JsonNode> bodies() {
    List<JsonNode> bodies =
        new ArrayList<>(
            List.of(
                MissingNode.getInstance(),
                BinaryNode.valueOf(new byte[] {1, 2}),
                new POJONode("text"),
                new POJONode(null),
                DecimalNode.valueOf(new BigDecimal("1e-400")),
                DecimalNode.valueOf(new BigDecimal("1e400")),
                BigIntegerNode.valueOf(BigInteger.TEN.pow(900)),
                FloatNode.valueOf(Float.NaN),
                ShortNode.valueOf((short) -1),
                DoubleNode.valueOf(-0.0),
                DoubleNode.valueOf(Double.NEGATIVE_INFINITY),
                TextNode.valueOf("\ud800x\udc00\0"),
                LongNode.valueOf(Long.MIN_VALUE),
                IntNode.valueOf(Integer.MIN_VALUE),
                deep(600),
                TextNode.valueOf("a,b 2024-01-02T03:04:05Z")));
    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(bodies);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    String[] names = {"a", "key", "name", "value", "start", "end", "offset", "length", "k"};
    for (int i = 0; i < names.length; i++) {
      object.set(names[i], bodies.get(i * 5 % bodies.size()));
    }
    bodies.add(array);
    bodies.add(object);
    ArrayNode time = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 8; i++) {
      time.add(1e10);
    }
    bodies.add(time);
    return bodies;
  }

  private static JsonNode deep(int levels) {
    JsonNode deep = NullNode.getInstance();
    for (int i = 0; i < levels; i++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    return deep;
  }
}
