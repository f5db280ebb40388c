package io.drover.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import io.drover.store.FolderStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down for each outcome, and what it makes of the outcome that it cannot be. */
class DeliveryRecordsTest {
  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions(
          Duration.ofDays(7), 1_000, 10, Duration.ofHours(1), 10_000, Duration.ofDays(30));
  private static final CloudEvent EVENT = new CloudEvent("e", "s3://acme", "t", "k", null);

  @TempDir private Path folder;
  private Instant now = Instant.now();
  private FaultyStore store;
  private DeliveryRecords records;

  /** A clock that stands still until it is moved. */
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  @BeforeEach
  void open() {
    store = new FaultyStore(FolderStore.open(folder));
    Backoff backoff = new Backoff(1_000, 1_000, () -> 0);
    Circuit disk = new Circuit("the store", backoff, () -> now.toEpochMilli() * 1_000_000);
    records = new DeliveryRecords(store, OPTIONS, new Secrets(List.of()), disk, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Delivery delivery() {
    return Delivery.unread(null, "r", EVENT, "the event".getBytes(UTF_8));
  }

  private Settlement settle(Outcome outcome, Throwable cause) {
    Settlement decided = new Settlement("r", EVENT, outcome, "why", "act", cause);
    return records.keep(decided, delivery());
  }

  private Settlement finished(String route, CloudEvent event, int replay) throws IOException {
    return records.finished(Delivery.unread(null, route, event, new byte[0], replay));
  }

  private Settlement retry(Throwable cause) {
    return settle(Outcome.RETRY, cause);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void whatIsDoneIsKnownAgain() throws IOException {
    assertThat(finished("r", EVENT, 0)).isNull();
    settle(Outcome.DONE, null);
    assertThat(finished("r", EVENT, 0).outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(finished("r", EVENT, 0).reason()).isEqualTo("was finished before: why");
    assertThat(finished("another", EVENT, 0)).isNull();
    assertThat(finished("r", EVENT, 1)).as("another replay").isNull();
  }

  @Test
  void whatIsFilteredOrTriedAgainIsNot() throws IOException {
    settle(Outcome.FILTERED, null);
    retry(new TransientException("later"));
    assertThat(finished("r", EVENT, 0)).isNull();
  }

  @Test
  void itIsForgottenAfterTheWindow() throws IOException {
    settle(Outcome.DONE, null);
    pass(Duration.ofDays(8));
    CloudEvent another = new CloudEvent("another", "s3://acme", "t", "k", null);
    records.keep(
        new Settlement("r", another, Outcome.DONE, "why", "act", null),
        Delivery.unread(null, "r", another, new byte[0]));
    assertThat(finished("r", EVENT, 0)).isNull();
  }

  @Test
  void attemptsAreCountedUntilTheyAreTenAndAnHour() throws IOException {
    for (int i = 1; i <= 12; i++) {
      Settlement settlement = retry(new TransientException("no"));
      assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(settlement.attempt()).isEqualTo(i);
    }
    pass(Duration.ofMinutes(60));
    Settlement dead = retry(new TransientException("no"));
    assertThat(dead.outcome()).isEqualTo(Outcome.DEAD);
    assertThat(dead.reason()).isEqualTo("still so after 13 attempts: why");
    DeadLetter letter = records.letters().get("r/e");
    assertThat(letter.text("droverattempts")).isEqualTo("13");
    assertThat(Instant.parse(letter.text("droverfirst")).plus(Duration.ofHours(1))).isEqualTo(now);
  }

  @Test
  void anHourAloneIsNotEnough() {
    retry(new TransientException("no"));
    pass(Duration.ofDays(1));
    assertThat(retry(new TransientException("no")).outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void anApiThatIsAwayUsesNoneUp() {
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMinutes(10));
      assertThat(retry(new UnavailableException("away")).outcome()).isEqualTo(Outcome.RETRY);
      assertThat(retry(new java.net.ConnectException("away")).outcome()).isEqualTo(Outcome.RETRY);
    }
    assertThat(retry(new TransientException("no")).outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void whoseAttemptsAreUsedUpHasNoneLeftWhenItComesAgain() throws IOException {
    for (int i = 0; i < 10; i++) {
      retry(new TransientException("no"));
    }
    pass(Duration.ofHours(2));
    assertThat(retry(new TransientException("no")).outcome()).isEqualTo(Outcome.DEAD);
    assertThat(retry(new TransientException("no")).outcome()).isEqualTo(Outcome.DEAD);
    assertThat(records.letters().keys()).containsExactly("r/e");
  }

  @Test
  void aDeadLetterIsGoneOnceItsEventIsDone() throws IOException {
    settle(Outcome.DEAD, new PermanentException("never"));
    assertThat(records.letters().keys()).containsExactly("r/e");
    settle(Outcome.DONE, null);
    assertThat(records.letters().keys()).isEmpty();
  }

  @Test
  void ofAnEventThatIsTriedAgainTheFinishedPartsAreKnown() throws IOException {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Delivery delivery = delivery();
      Exchange exchange = new DefaultExchange(context);
      exchange.setProperty(Step.PROPERTY, "act");
      delivery.acted(exchange, "created it");
      delivery.sent("other");
      records.keep(
          new Settlement("r", EVENT, Outcome.RETRY, "why", "act", new TransientException("no")),
          delivery);
    }
    assertThat(records.ledger().what(new Ledger.Key("r", "act", "0", "e", 0)))
        .isEqualTo("created it");
    assertThat(records.ledger().size()).isEqualTo(1);
    assertThat(finished("r", EVENT, 0)).isNull();
  }

  @Test
  void whatCannotBeWrittenDownIsTriedAgain() throws IOException {
    store.full(true);
    for (Outcome outcome : List.of(Outcome.DONE, Outcome.DUPLICATE, Outcome.DEAD)) {
      Settlement settlement = settle(outcome, null);
      assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(settlement.reason()).isEqualTo("why (writing that down: No space left on device)");
    }
    store.full(false);
    assertThat(finished("r", EVENT, 0)).isNull();
    assertThat(records.letters().keys()).isEmpty();
  }

  @Test
  void whileNothingCanBeWrittenAllSourcesAreHeldUntilItCan() {
    store.full(true);
    for (int i = 0; i < 3; i++) {
      settle(Outcome.DONE, null);
    }
    assertThat(records.hold("r")).isPositive();
    assertThat(records.hold("another")).isPositive();
    assertThat(records.stored().isWritable()).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(records.hold("r")).as("still full").isPositive();
    store.full(false);
    pass(Duration.ofSeconds(2));
    assertThat(records.hold("r")).isZero();
    assertThat(settle(Outcome.DONE, null).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void whileNothingCanBeReadAllSourcesAreHeldToo() {
    store.away(true);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> finished("r", EVENT, 0));
    }
    assertThat(records.hold("another")).isPositive();
    store.away(false);
    pass(Duration.ofSeconds(2));
    assertThat(records.hold("another")).isZero();
  }

  @Test
  void aRecordThatIsTooLargeHoldsNobody() {
    store.small(true);
    for (int i = 0; i < 5; i++) {
      Settlement settlement = settle(Outcome.DEAD, null);
      assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(settlement.reason()).isEqualTo("why (writing that down: too large)");
    }
    assertThat(records.hold("r")).isZero();
  }

  @Test
  void aLetterThatIsKeptAgainKeepsTheNumberThatARequestRaised() throws IOException {
    settle(Outcome.DEAD, null);
    DeadLetter letter = records.letters().get("r/e");
    assertThat(records.letters().raise(letter, "q").replay()).isEqualTo(1);
    assertThat(records.letters().raise(letter, "q").replay()).as("once a request").isEqualTo(1);
    settle(Outcome.DEAD, null);
    assertThat(records.letters().get("r/e").replay()).isEqualTo(1);
  }

  @Test
  void withoutRoomForDeadLettersOnlyTheDeadAreTriedAgain() {
    for (int i = 0; records.letters().bytes() < 10_000; i++) {
      CloudEvent event = new CloudEvent("e" + i, "s3://acme", "t", "k", null);
      records.keep(
          new Settlement("r", event, Outcome.DEAD, "why", "act", null),
          Delivery.unread(null, "r", event, new byte[500]));
    }
    for (int i = 0; i < 5; i++) {
      Settlement settlement = settle(Outcome.DEAD, null);
      assertThat(settlement.outcome()).isEqualTo(Outcome.RETRY);
      assertThat(settlement.reason()).contains("the dead letters take all of");
    }
    assertThat(records.hold("r")).isZero();
    assertThat(settle(Outcome.DONE, null).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void afterAReplayByForceTheSendersRepeatIsKnownToo() throws IOException {
    Delivery forced = Delivery.unread(null, "r", EVENT, new byte[0], 1);
    records.keep(new Settlement("r", EVENT, Outcome.DONE, "why", "act", null), forced);
    assertThat(finished("r", EVENT, 0)).isNotNull();
    assertThat(finished("r", EVENT, 1)).isNotNull();
  }

  @Test
  void aLetterThatASecretWasTakenOutOfSaysSo() throws IOException {
    settle(Outcome.DEAD, null);
    assertThat(records.letters().get("r/e").isMasked()).isFalse();
    records.keep(
        new Settlement("r", EVENT, Outcome.DEAD, "why", "act", null),
        Delivery.unread(null, "r", EVENT, "token=geheim".getBytes(UTF_8)));
    assertThat(records.letters().get("r/e").isMasked()).isTrue();
  }

  @Test
  void secretsAreNotInTheLetter() throws IOException {
    records.keep(
        new Settlement("r", EVENT, Outcome.DEAD, "why", "act", null),
        Delivery.unread(null, "r", EVENT, "password=geheim".getBytes(UTF_8)));
    assertThat(new String(records.letters().get("r/e").bytes(), UTF_8))
        .isEqualTo("password=xxxxxx");
  }
}
