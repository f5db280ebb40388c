package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Circuit circuit =
      new Circuit("the API", new Backoff(1_000, 8_000, () -> 0), nanos::get);
  private int asked;

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Supplier<String> answering(String answer) {
    return () -> {
      asked++;
      return answer;
    };
  }

  private Supplier<String> failing(int status) {
    return () -> {
      asked++;
      throw new KubernetesClientException("no", status, null);
    };
  }

  private void fail(int status, int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> circuit.call("r", failing(status)))
          .isInstanceOf(KubernetesClientException.class);
    }
  }

  private void isNotAsked() {
    int before = asked;
    assertThatThrownBy(() -> circuit.call("r", answering("x")))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("the API is away");
    assertThat(asked).isEqualTo(before);
  }

  @Test
  void threeRequestsInARowWithoutAnAnswerOpenIt() {
    fail(503, 2);
    assertThat(circuit.call("r", answering("yes"))).isEqualTo("yes");
    fail(503, 2);
    assertThat(circuit.hold("r")).isZero();
    fail(0, 1);
    isNotAsked();
    assertThat(circuit.hold("r")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anAnswerAboutAnEventIsAnAnswer() {
    for (int status : new int[] {400, 401, 403, 404, 409, 422, 500, 404, 500}) {
      fail(status, 1);
    }
    assertThat(circuit.call("r", answering("yes"))).isEqualTo("yes");
  }

  @Test
  void whoIsTurnedAwayUntilLaterStaysAwayUntilThen() {
    KubernetesClientException later =
        new KubernetesClientException(
            "later",
            429,
            new StatusBuilder().withNewDetails().withRetryAfterSeconds(20).endDetails().build());
    assertThatThrownBy(
            () ->
                circuit.call(
                    "r",
                    () -> {
                      throw later;
                    }))
        .isSameAs(later);
    assertThat(circuit.hold("r")).isEqualTo(Duration.ofSeconds(20));
    isNotAsked();
    pass(Duration.ofSeconds(20));
    assertThat(circuit.call("r", answering("yes"))).isEqualTo("yes");
  }

  @Test
  void oneRequestTriesItAndTheWaitGrowsWithEachThatFails() {
    fail(503, 3);
    for (int seconds : new int[] {1, 2, 4, 8, 8}) {
      assertThat(circuit.hold("r")).isEqualTo(Duration.ofSeconds(seconds));
      isNotAsked();
      pass(Duration.ofSeconds(seconds));
      assertThat(circuit.hold("r")).isZero();
      fail(503, 1);
    }
    pass(Duration.ofSeconds(8));
    assertThat(circuit.call("r", answering("yes"))).isEqualTo("yes");
    assertThat(circuit.isOpen()).isFalse();
    fail(503, 2);
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void whileOneTriesItNobodyElseDoes() {
    fail(503, 3);
    pass(Duration.ofSeconds(1));
    String answer =
        circuit.call(
            "r",
            () -> {
              isNotAsked();
              assertThat(circuit.hold("r")).isPositive();
              return "yes";
            });
    assertThat(answer).isEqualTo("yes");
  }

  @Test
  void aTrialThatEndsInAnErrorOfOursTriesNoneTheLess() {
    fail(503, 3);
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(
            () ->
                circuit.call(
                    "r",
                    () -> {
                      throw new AssertionError("ours");
                    }))
        .isInstanceOf(AssertionError.class);
    assertThat(circuit.call("r", answering("yes"))).isEqualTo("yes");
  }

  @Test
  void onlyRoutesThatUseItAreHeld() {
    fail(503, 3);
    assertThat(circuit.hold("another")).isZero();
    assertThat(circuit.hold("r")).isPositive();
  }
}
