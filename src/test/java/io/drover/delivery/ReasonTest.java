package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void theInnermostMessageSpeaksForWhatIsWrappedAroundIt() {
    Exception wrapped = new IllegalStateException("it failed", new IOException("connection reset"));
    assertThat(Reason.of(wrapped)).isEqualTo("connection reset");
  }

  @Test
  void whatWeSayOfAnOptionSpeaksForTheParserThatRefusedIt() {
    Exception wrapped = new IllegalStateException("it failed", refusal("half past"));
    assertThat(Reason.of(wrapped)).isEqualTo("wait=half past: it is a number");
  }

  private static IllegalArgumentException refusal(String wait) {
    try {
      throw new AssertionError("a number: " + Integer.parseInt(wait));
    } catch (NumberFormatException e) {
      return new IllegalArgumentException("wait=" + wait + ": it is a number", e);
    }
  }

  @Test
  void anExceptionOfOursSpeaksForItsCause() {
    Exception ours = new PermanentException("the message is not JSON", new IOException("column 7"));
    assertThat(Reason.of(ours)).isEqualTo("the message is not JSON");
  }

  @Test
  void aReasonIsOneLineAndNotLong() {
    assertThat(Reason.of(new IOException("one\n  two"))).isEqualTo("one two");
    assertThat(Reason.of(new IOException("x".repeat(10_000)))).hasSizeLessThan(2_100);
  }
}
