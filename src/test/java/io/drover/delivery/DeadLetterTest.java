package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Attempts.Tally;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final CloudEvent EVENT =
      new CloudEvent("id/1", "s3://acme", "s3:ObjectCreated:Put", "k", null);
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private static DeadLetter letter(Object payload) {
    return letter(payload, EVENT);
  }

  private static DeadLetter letter(Object payload, CloudEvent event) {
    Settlement dead = new Settlement("r", event, Outcome.DEAD, "no hope", "act", null);
    return DeadLetter.of(dead, payload, 2, new Tally(11, 10, FIRST, FIRST), NOW);
  }

  @Test
  void itIsTheEventAsCloudEventsJsonWithWhatBecameOfIt() throws Exception {
    assertThat((Object) letter(JSON.readTree("{\"a\":1}")).json())
        .isEqualTo(
            JSON.readTree(
                """
                {"specversion": "1.0", "id": "id/1", "source": "s3://acme",
                 "type": "s3:ObjectCreated:Put", "subject": "k",
                 "droverroute": "r", "droverstep": "act", "droverreason": "no hope",
                 "droverattempts": 11, "droverfirst": "2026-01-01T00:00:00Z",
                 "droverkept": "2026-01-01T01:00:00Z", "droverreplay": 2,
                 "datacontenttype": "application/json", "data": {"a": 1}}
                """));
  }

  @Test
  void theEventCanBeReadFromItAgain() throws Exception {
    ObjectNode json = (ObjectNode) JSON.readTree(letter(JSON.readTree("{}")).json().toString());
    assertThat(new DeadLetter(json).event())
        .isEqualTo(new CloudEvent("id/1", "s3://acme", "s3:ObjectCreated:Put", "k", null));
    assertThat(new DeadLetter(json).replay()).isEqualTo(2);
  }

  @Test
  void extensionAttributesOfTheEventAreKept() throws Exception {
    CloudEvent event = EVENT.with("droverfound", "listing").with("traceparent", "00-1");
    assertThat(letter(JSON.readTree("{}"), event).event()).isEqualTo(event);
  }

  @Test
  void bytesAreKeptAsTheyCame() throws Exception {
    ObjectNode json = (ObjectNode) JSON.readTree(letter(new byte[] {0, -1}).json().toString());
    assertThat(new DeadLetter(json).bytes()).containsExactly(0, -1);
  }

  @Test
  void aRequestRaisesTheReplayNumberOnce() {
    DeadLetter raised = letter("x").raisedFor("request").raisedFor("request");
    assertThat(raised.replay()).isEqualTo(3);
    assertThat(raised.raisedFor("another").replay()).isEqualTo(4);
    assertThat(raised.raisedFor("another").raisedFor("request").replay()).isEqualTo(4);
  }

  @Test
  void aNewLetterOfTheEventKeepsTheNumberAndWhoRaisedIt() {
    DeadLetter again = letter("x").after(letter("x").raisedFor("request"));
    assertThat(again.replay()).isEqualTo(3);
    assertThat(again.raisedFor("request").replay()).isEqualTo(3);
    assertThat(again.raisedFor("another").replay()).isEqualTo(4);
  }
}
