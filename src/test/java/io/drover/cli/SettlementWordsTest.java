package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.delivery.Settlement;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettlementWordsTest {
  private final StringWriter out = new StringWriter();
  private final Words words = new Words(new PrintWriter(out));
  private final SettlementWords settlements = new SettlementWords(words, Path.of("here"));

  private void settle(String source, String subject, Outcome outcome, String reason) {
    CloudEvent event = new CloudEvent("id", source, "type", subject, null);
    settlements.settled(new Settlement("r", event, outcome, reason, "step", null));
  }

  @Test
  void nothingIsSaidBeforeTheWelcome() {
    settle("s3://acme", "a.gif", Outcome.DONE, "created Workflow");
    assertThat(out.toString()).isEmpty();
    words.welcome("Welcome");
    assertThat(out.toString().lines()).containsExactly("Welcome", "r: a.gif -> created Workflow");
  }

  @Test
  void aRetryIsSaidOncePerReason() {
    words.welcome("");
    settle("/api", "ns/web", Outcome.RETRY, "away");
    settle("/api", "ns/web", Outcome.RETRY, "away");
    settle("/api", "ns/other", Outcome.RETRY, "away");
    settle("/api", "ns/web", Outcome.RETRY, "taken");
    settle("/api", "ns/web", Outcome.DONE, "made");
    settle("/api", "ns/web", Outcome.RETRY, "taken");
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "r: ns/web retry: away (tried again by itself)",
            "r: ns/other retry: away (tried again by itself)",
            "r: ns/web retry: taken (tried again by itself)",
            "r: ns/web -> made",
            "r: ns/web retry: taken (tried again by itself)");
  }

  @Test
  void deadSaysWhatBecomesOfTheEvent() {
    words.welcome("");
    settle("s3:", null, Outcome.DEAD, "no JSON");
    settle("/api/v1/namespaces/ns/services", "ns/web", Outcome.DEAD, "no port");
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "r: a message dead: no JSON (drover dead-letters show id --store here)",
            "r: ns/web dead: no port (waits until the object changes)");
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    words.welcome("");
    settle("s3://acme", "a\u001b[2J\nb\u0007.gif", Outcome.FILTERED, "no");
    assertThat(out.toString().lines().skip(1)).containsExactly("r: a?[2J b?.gif filtered: no");
  }
}
