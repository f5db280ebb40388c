package io.drover.bench;

/** A way from an event, or a number, to a Workflow. */
interface Subject extends AutoCloseable {
  /** What the tables call it. */
  String name();

  /** The process whose work it is. */
  ProcessHandle handle();

  Measurement idle(int first, Plan plan) throws Exception;

  Measurement loaded(int first, Plan plan) throws Exception;

  /** As many events under load as a plan has for this. */
  void warmUp(int first, Plan plan) throws Exception;

  @Override
  void close();
}
