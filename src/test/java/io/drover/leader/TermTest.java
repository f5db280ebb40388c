package io.drover.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.delivery.Leadership;
import io.drover.delivery.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TermTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final Term term = new Term(Duration.ofSeconds(10), nanos::get);
  private final List<String> told = new ArrayList<>();

  TermTest() {
    term.add(
        new Leadership.Listener() {
          @Override
          public void gained() {
            told.add("gained");
          }

          @Override
          public void lost() {
            told.add("lost");
          }
        });
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void nobodyLeadsBeforeTheLeaseIsHad() {
    assertThat(term.leads()).isFalse();
    assertThatThrownBy(term::require).isInstanceOf(UnavailableException.class);
  }

  @Test
  void itEndsByTheClockAloneCountedFromTheBeginOfTheRenewal() {
    long began = nanos.get();
    pass(4);
    term.renewed(began);
    pass(5);
    assertThat(term.leads()).isTrue();
    term.require();
    pass(1);
    assertThat(term.leads()).isFalse();
    assertThatThrownBy(term::require).isInstanceOf(UnavailableException.class);
    assertThat(told).containsExactly("gained");
    term.look();
    assertThat(told).containsExactly("gained", "lost");
  }

  @Test
  void aRenewalProlongsItSilently() {
    term.renewed(nanos.get());
    pass(9);
    term.renewed(nanos.get());
    pass(9);
    assertThat(term.leads()).isTrue();
    assertThat(told).containsExactly("gained");
  }

  @Test
  void aRenewalAfterTheEndBeginsAnewAndSaysSo() {
    term.renewed(nanos.get());
    pass(11);
    term.renewed(nanos.get());
    assertThat(told).containsExactly("gained", "lost", "gained");
  }

  @Test
  void aRenewalThatTookLongerThanTheTermIsNone() {
    long began = nanos.get();
    pass(10);
    term.renewed(began);
    assertThat(term.leads()).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void theLeaseOfAnotherEndsItAtOnce() {
    term.renewed(nanos.get());
    term.end();
    assertThat(term.leads()).isFalse();
    assertThat(told).containsExactly("gained", "lost");
  }
}
