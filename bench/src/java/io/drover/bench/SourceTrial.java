package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import io.drover.bench.QueueRounds.Contender;

/** Drover, or the bare loop, takes the events of a transport. */
final class SourceTrial implements Contender {
  static final String DROVER = ": Drover";
  static final String BARE = ": bare loop";

  private final SourceTransport transport;
  private final boolean bare;
  private final int warmUp;
  private final int events;

  /**
   * @param warmUp events before those that count
   */
  SourceTrial(SourceTransport transport, boolean bare, int warmUp, int events) {
    this.transport = transport;
    this.bare = bare;
    this.warmUp = warmUp;
    this.events = events;
  }

  @Override
  public String name() {
    return transport.name() + (bare ? BARE : DROVER);
  }

  @Override
  public int numbers() {
    return warmUp + events;
  }

  @Override
  public QueueFigures measure(int first) throws Exception {
    try (Running taker = bare ? transport.bare() : transport.drover()) {
      transport.bring(taker, first, warmUp);
      double rest = ResidentMemory.megabytes(taker.handle());
      CpuTime before = CpuTime.of(taker.handle());
      double seconds = transport.bring(taker, first + warmUp, events);
      CpuTime cpu = CpuTime.of(taker.handle()).minus(before);
      if (taker.acted() != warmUp + events) {
        throw new IllegalStateException(
            name() + ": took " + taker.acted() + " events of " + (warmUp + events));
      }
      double load = ResidentMemory.megabytes(taker.handle());
      return new QueueFigures(events, seconds, cpu, rest, load);
    }
  }
}
