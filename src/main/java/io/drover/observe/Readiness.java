package io.drover.observe;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Whether Drover takes events: not while it starts, nor once it is to end. Thread-safe. */
public final class Readiness {
  private enum State {
    STARTING,
    READY,
    DRAINING
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

  /** All sources have started; without effect once it is to end. */
  public void ready() {
    state.compareAndSet(State.STARTING, State.READY);
  }

  public void draining() {
    state.set(State.DRAINING);
  }

  public boolean isReady() {
    return state.get() == State.READY;
  }

  String word() {
    return state.get().name().toLowerCase(Locale.ROOT);
  }
}
