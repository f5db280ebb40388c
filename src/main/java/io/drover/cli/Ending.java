package io.drover.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that runs until it is told to stop ends: in order after the first signal, whatever
 * hangs not later than its grace allows, and at once after the second signal.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final IntSupplier graceSeconds;
  private final Supplier<String> inFlight;

  /**
   * @param graceSeconds from the first signal on; looked up then
   * @param inFlight the events still in flight when that is over, in words, or an empty text
   */
  Ending(IntSupplier graceSeconds, Supplier<String> inFlight) {
    this.graceSeconds = graceSeconds;
    this.inFlight = inFlight;
  }

  /**
   * Listens for signals from now on.
   *
   * @param begins called at the first one; must not take long
   */
  void onSignal(Runnable begins) {
    Signals.onFirst(
        () -> {
          begins.run();
          Thread watch = new Thread(this::endInTime, "grace");
          watch.setDaemon(true);
          watch.start();
          asked.countDown();
        });
  }

  /** Waits until a signal has come. */
  void await() throws InterruptedException {
    asked.await();
  }

  private void endInTime() {
    int seconds = graceSeconds.getAsInt();
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.warn("Not at rest after drover.shutdownGraceSeconds={}: ending all the same.", seconds);
    sayHandedBack();
    Runtime.getRuntime().halt(ExitCode.GOOD);
  }

  /** Says which events have not ended, once nothing waits for them any longer. */
  void sayHandedBack() {
    String events = inFlight.get();
    if (!events.isEmpty()) {
      LOG.warn(
          "Handed back without an outcome, so that their sources keep them: events of {}.", events);
    }
  }
}
