package io.drover.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.testing.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The mutation test finds what tests leave out. */
@ExtendWith(Silence.class)
class MutationRunTest {
  private static final String SOURCE = "size.camel.yaml: uri: direct:in => uri: direct:inx";
  private static final Explanations USUAL =
      new Explanations(Map.of(SOURCE, "tests put their events in wherever a route begins"));
  private static final String SMALL =
      """
      tests:
        - {name: small, route: size, in: [{body: {n: 3}}], out: [{step: word, equals: small}]}
      """;
  private static final String BOTH =
      SMALL
          + """
              - {name: large, route: size, in: [{body: {n: 12}}], out: [{step: word, equals: large}]}
            """;
  private static final String ALL =
      BOTH
          + """
              - {name: bound, route: size, in: [{body: {n: 10}}], out: [{step: word, equals: small}]}
              - {name: over, route: size, in: [{body: {n: 11}}], out: [{step: word, equals: large}]}
            """;

  @TempDir private Path folder;
  @TempDir private Path work;

  @BeforeEach
  void writeRoute() throws IOException {
    Files.writeString(
        folder.resolve("size.camel.yaml"),
        """
        - route:
            id: size
            from:
              uri: direct:in
              steps: [{transform: {id: word, expression: {jq: {expression: "resource:size.jq"}}}}]
        """);
    Files.writeString(
        folder.resolve("size.jq"),
        """
        # What is more than ten is large.
        if .n > 10 then "large"
        else "small" end
        """);
  }

  private Score score(String tests) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("size.test.yaml"), tests);
    return new MutationRun(folder, "size").run(work);
  }

  @Test
  void aBranchThatNoTestTakesIsReported() throws Exception {
    Score score = score(SMALL);
    assertThat(score.unexplained(USUAL))
        .extracting(Mutation::name)
        .contains(
            "size.jq: if .n > 10 then \"large\" => if .n > 10 then \"\"",
            "size.jq: if .n > 10 then \"large\" => if false then \"large\"")
        .doesNotContain(
            "size.jq: else \"small\" end => else \"\" end",
            "size.jq: if .n > 10 then \"large\" => if true then \"large\"");
    assertThat(score.line(USUAL)).startsWith("size: ").endsWith(" not explained)");
    assertThat(String.join("\n", score.report(USUAL)))
        .contains(
            """
            survives size.jq:2
                - if .n > 10 then "large"
                + if false then "large"
                NOT EXPLAINED""");
  }

  @Test
  void aBoundThatNoTestTouchesIsReported() throws Exception {
    assertThat(score(BOTH).unexplained(USUAL))
        .extracting(Mutation::after)
        .containsExactlyInAnyOrder(
            "if .n >= 10 then \"large\"", "if .n > 11 then \"large\"", "if .n > 9 then \"large\"");
  }

  @Test
  void testsThatTellAllLeaveNothing() throws Exception {
    Score score = score(ALL);
    assertThat(score.unexplained(USUAL)).isEmpty();
    assertThat(score.line(USUAL)).endsWith(" 1 survive (explained)");
  }

  @Test
  void whatDoesNotLoadIsCountedApart() throws Exception {
    Score score = score(ALL);
    assertThat(score.report(USUAL))
        .anyMatch(l -> l.startsWith("refused ") && l.contains("size.jqx"));
  }

  @Test
  void anExplainedSurvivorIsGoodAndAnExplanationOfAnotherIsStale() throws Exception {
    String survivor = "size.jq: if .n > 10 then \"large\" => if .n >= 10 then \"large\"";
    String killed = "size.jq: else \"small\" end => else \"\" end";
    Explanations explanations =
        new Explanations(Map.of(SOURCE, "so", survivor, "so it is", killed, "is it?"));
    Score score = score(BOTH);
    assertThat(score.unexplained(explanations)).hasSize(2);
    assertThat(score.stale(explanations)).containsExactly(killed);
  }

  @Test
  void testsThatFailOnTheRouteAsItIsAreNoMeasure() {
    assertThatThrownBy(() -> score(SMALL.replace("n: 3", "n: 30")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("size as it is: ");
  }

  @Test
  void anExplanationNeedsAReason() throws IOException {
    Path file = folder.resolve("explained.yaml");
    Files.writeString(file, "- mutant: a => b\n");
    assertThatThrownBy(() -> Explanations.read(file)).hasMessageContaining("and a reason");
  }
}
