package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.event.Outcome;
import io.drover.routes.InvalidRoutesException;
import io.drover.routes.RouteFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is captured, and what is not, of all the ways in which routes send. */
class RehearsalTest {
  private static final Surroundings PLAIN =
      new Surroundings(null, null, null, Map.of(), false, ObjectSchemas.bundled(), null);

  private static Rehearsal open(String... lines) {
    String text = String.join("\n", lines) + "\n";
    return Rehearsal.open(List.of(new RouteFile("r.camel.yaml", text)), PLAIN);
  }

  /** A route that begins with a timer. */
  private static Trace run(String body, String... steps) {
    return run(Map.of(), body, steps);
  }

  private static Trace run(Map<String, Mock> mocks, String body, String... steps) {
    String route =
        """
        - route:
            id: r
            from:
              uri: timer:never
              steps:
        """;
    try (Rehearsal rehearsal = open(route + "        " + String.join("\n        ", steps))) {
      return rehearsal.run("r", Event.of(body), mocks);
    }
  }

  private static List<String> sent(Trace trace) {
    return trace.sent().stream().map(s -> s.step() + " " + s.uri() + " " + s.body()).toList();
  }

  @Test
  void whatAStepSendsIsCaptured() {
    Trace trace = run("{\"a\":1}", "- to: {id: out, uri: \"file:/nowhere?fileName=x\"}");
    assertThat(sent(trace)).containsExactly("out file:///nowhere?fileName=x {\"a\":1}");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void anAddressMadeFromTheMessageIsCaptured() {
    Trace trace =
        run(
            "{\"a\":\"x\"}",
            "- setHeader: {id: h, name: to, jq: {expression: .a}}",
            "- toD: {id: out, uri: \"file:/nowhere/${header.to}\"}");
    assertThat(trace.sent()).singleElement().extracting(Sent::uri).asString().contains("/nowhere/");
  }

  @Test
  void aWireTapIsCapturedAndWaitedFor() {
    Trace trace =
        run("{}", "- wireTap: {id: tap, uri: \"file:/nowhere\"}", "- log: {id: l, message: x}");
    assertThat(trace.sent()).extracting(Sent::step).containsExactly("tap");
  }

  @Test
  void enrichAndRecipientListAreCaptured() {
    Trace trace =
        run(
            "{\"a\":1}",
            "- enrich: {id: more, constant: {expression: \"file:/a\"}}",
            "- recipientList: {id: all, constant: {expression: \"file:/b,file:/c\"}}");
    assertThat(trace.sent()).extracting(Sent::step).containsExactly("more", "all", "all");
  }

  @Test
  void aPollFindsNothingAtOnce() {
    Trace trace = run("{\"a\":1}", "- pollEnrich: {id: poll, constant: {expression: \"file:/a\"}}");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void eachPartOfASplitIsAStepOfItsOwn() {
    Trace trace =
        run(
            "{\"l\":[1,2]}",
            "- split:",
            "    id: parts",
            "    jq: {expression: .l}",
            "    steps:",
            "      - transform: {id: t, jq: {expression: \"{n: .}\"}}",
            "      - to: {id: out, uri: \"file:/a\"}");
    assertThat(trace.steps())
        .extracting(StepTrace::id)
        .containsExactly("parts", "t", "out", "t", "out");
    assertThat(trace.steps())
        .extracting(StepTrace::split)
        .containsExactly(null, "0", "0", "1", "1");
    assertThat(trace.sent())
        .extracting(s -> s.body().toString())
        .containsExactly("{\"n\":1}", "{\"n\":2}");
  }

  @Test
  void theStepsOfAnInnerRouteBelongToIt() {
    try (Rehearsal rehearsal =
        open(
            "- route: {id: a, from: {uri: \"timer:x\", steps: [{to: {id: hop, uri: \"direct:b\"}}]}}",
            "- route: {id: b, from: {uri: \"direct:b\", steps: [{to: {id: out, uri: \"file:/a\"}}]}}")) {
      Trace trace = rehearsal.run("a", Event.of("{}"));
      assertThat(trace.steps()).extracting(StepTrace::id).containsExactly("hop", "out");
      assertThat(rehearsal.entrances()).containsExactly("a");
      assertThat(rehearsal.run("b", Event.of("{}")).sent()).hasSize(1);
    }
  }

  @Test
  void aRouteOfAnotherFileIsSomethingToSendTo() {
    assertThat(sent(run("{}", "- to: {id: out, uri: \"direct:elsewhere\"}")))
        .containsExactly("out direct://elsewhere {}");
  }

  @Test
  void nothingWaits() {
    long began = System.nanoTime();
    Trace trace =
        run(
            Map.of("out", new Mock(null, "503")),
            "{}",
            "- delay: {id: d, constant: {expression: \"60000\"}}",
            "- to: {id: out, uri: \"file:/a\"}");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.RETRY);
    assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
  }

  @Test
  void theRoutesOwnErrorHandlingRuns() {
    Trace trace =
        run(
            Map.of("out", new Mock(null, "500")),
            "{}",
            "- doTry:",
            "    id: try",
            "    steps: [{to: {id: out, uri: \"file:/a\"}}]",
            "    doCatch:",
            "      - id: catch",
            "        exception: [java.lang.Exception]",
            "        steps: [{to: {id: saved, uri: \"file:/b\"}}]");
    assertThat(trace.sent()).extracting(Sent::step).containsExactly("out", "saved");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void aMockedReplyIsTheBodyAfterwards() throws Exception {
    Mock mock =
        new Mock(new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"r\":1}"), null);
    Trace trace =
        run(
            Map.of("a", mock),
            "{}",
            "- to: {id: a, uri: \"file:/a\"}",
            "- to: {id: b, uri: \"file:/b\"}");
    assertThat(trace.sent().get(1).body()).hasToString("{\"r\":1}");
  }

  @Test
  void theFailureShowsInTheStepWhereItArose() {
    Trace trace =
        run(
            "{\"a\":1}",
            "- filter:",
            "    id: f",
            "    jq: {expression: .a == 1}",
            "    steps: [{transform: {id: bad, jq: {expression: \"error(\\\"mend\\\")\"}}}]");
    assertThat(trace.steps())
        .extracting(s -> s.id() + " " + s.result())
        .containsExactly("f true", "bad {\"error\":\"mend\"}");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.DEAD);
  }

  @Test
  void clockAndIdsAreFixed() {
    String[] steps = {
      "- transform: {id: t, jq: {expression: now}}",
      "- setHeader: {id: h, name: x, simple: {expression: \"${exchangeId}\"}}"
    };
    Trace one = run("{}", steps);
    assertThat(one.steps().get(0).result()).hasToString("1767225600");
    assertThat(run("{}", steps).steps().get(1).result()).isEqualTo(one.steps().get(1).result());
  }

  @Test
  void environmentVariablesSetNothing() {
    assertThatThrownBy(() -> run("{}", "- log: {id: l, message: \"{{path}}\"}"))
        .isInstanceOf(InvalidRoutesException.class);
  }

  @Test
  void aTransformWithoutAResultIsFiltered() {
    Trace trace =
        run(
            "{}",
            "- transform: {id: t, jq: {expression: empty}}",
            "- to: {id: out, uri: \"file:/a\"}");
    assertThat(trace.settlement().outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(trace.sent()).isEmpty();
  }

  @Test
  void theSameEventAgainIsADuplicateUntilItIsForgotten() {
    try (Rehearsal rehearsal =
        open(
            "- route: {id: r, from: {uri: \"timer:x\", steps: [{to: {id: out, uri: \"file:/a\"}}]}}")) {
      assertThat(rehearsal.run("r", Event.of("{}")).settlement().outcome()).isEqualTo(Outcome.DONE);
      assertThat(rehearsal.run("r", Event.of("{}")).settlement().outcome())
          .isEqualTo(Outcome.DUPLICATE);
      rehearsal.forget();
      assertThat(rehearsal.run("r", Event.of("{}")).settlement().outcome()).isEqualTo(Outcome.DONE);
    }
  }
}
