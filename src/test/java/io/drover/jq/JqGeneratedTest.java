package io.drover.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.drover.delivery.PermanentException;
import io.drover.script.JqOracle;
import io.drover.script.RequiresOracles;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import io.drover.script.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Generated programs give what jq 1.7.1 gives: the same outputs, an error after the same ones. What
 * stays different is in {@link KnownDifference}.
 */
@RequiresOracles
class JqGeneratedTest {
  private static final String[] DOCUMENTS = {
    """
    {"n": 2, "f": -2.5, "big": 9007199254740993, "s": "héllo 😀", "w": "a,b,,c", "num": "12.5",
     "b": true, "z": null, "l": [3, 1, 2], "t": ["b", "a", "b"], "m": [[1, "a"], {"k": 2}, null, "x"],
     "o": {"x": 1, "y": {"z": [true, null]}}}\
    """,
    """
    {"n": 0, "f": 0.1, "big": 123456789012, "s": "", "w": ",", "num": "x", "b": false, "z": null, "l": [],
     "t": ["é"], "m": [{"k": {"k": 1}}, [[]]], "o": {"a": [1, {"b": 2}], "x": null}}\
    """
  };

  @Test
  void valuesPathsAndAssignments(JqOracle jq) {
    JqPrograms programs = new JqPrograms(new Choice(1));
    compare(jq, 2_000, programs::next);
  }

  @Test
  void timesAndTheirFormats(JqOracle jq) {
    JqTexts texts = new JqTexts(new Choice(2));
    compare(jq, 500, texts::date);
  }

  @Test
  void regularExpressions(JqOracle jq) {
    JqTexts texts = new JqTexts(new Choice(3));
    compare(jq, 700, texts::match);
  }

  @Test
  void loopsThatAreLeftAndWhatIsChangedInThem(JqOracle jq) {
    JqNestings nestings = new JqNestings(new Choice(4));
    compare(jq, 1_500, nestings::next);
  }

  private static void compare(JqOracle jq, int count, Supplier<String> programs) {
    List<String> differences = new ArrayList<>();
    int errors = 0;
    for (int i = 0; i < count; i++) {
      String program = programs.get();
      JsonNode document = document(i);
      JqOracle.Answer expected = jq.ask(program, document);
      Answer ours = ours(program, document);
      if (!ours.agrees(expected) && KnownDifference.of(program, expected.error()) == null) {
        differences.add(
            program + "\n  on " + document + "\n  1.7.1 " + expected + "\n  ours " + ours);
      }
      errors += expected.error() == null ? 0 : 1;
    }
    assertThat(differences.stream().limit(20)).as("%d differ", differences.size()).isEmpty();
    assertThat(errors).as("programs that only fail prove little").isLessThan(count / 3);
  }

  private record Answer(List<JsonNode> out, String error) {
    boolean agrees(JqOracle.Answer expected) {
      return (error == null) == (expected.error() == null)
          && array(expected.out()).equals(Values.EXACT, array(out));
    }
  }

  /** The outputs before an error are seen by catching it. */
  private static Answer ours(String program, JsonNode document) {
    String caught = "try ((" + program + "\n) | [0, .]) catch [1, .]";
    List<JsonNode> out = new ArrayList<>();
    try {
      ScriptText text = new ScriptText("generated.jq", caught);
      JqProgram compiled = JqProgram.compile(text, JqLibrary.PLAIN);
      for (JsonNode each : compiled.evaluate(document, ScriptLimits.DEFAULT, null)) {
        if (each.get(0).asInt() == 1) {
          return new Answer(out, each.get(1).toString());
        }
        out.add(each.get(1));
      }
      return new Answer(out, null);
    } catch (PermanentException | JqSyntaxException e) {
      return new Answer(out, e.toString());
    }
  }

  private static ArrayNode array(List<JsonNode> values) {
    return new ObjectMapper().createArrayNode().addAll(values);
  }

  private static JsonNode document(int i) {
    try {
      return new ObjectMapper().readTree(DOCUMENTS[i % DOCUMENTS.length]);
    } catch (IOException e) {
      throw new IllegalStateException("the document is JSON", e);
    }
  }
}
