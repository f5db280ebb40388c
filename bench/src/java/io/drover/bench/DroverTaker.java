package io.drover.bench;

import io.drover.bench.QueueReader.Running;

/** The built jar, which takes events. */
record DroverTaker(DroverRun run) implements Running {
  @Override
  public ProcessHandle handle() {
    return run.handle();
  }

  @Override
  public int acted() {
    return (int) run.metric("drover_events_total");
  }

  @Override
  public void kill() {
    run.kill();
  }

  @Override
  public void close() {
    run.close();
  }
}
