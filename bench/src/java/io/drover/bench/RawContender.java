package io.drover.bench;

import io.drover.bench.QueueRounds.Contender;
import java.io.IOException;

/** The ceiling: the Kubernetes client alone, with a Workflow for each number. */
final class RawContender implements Contender {
  private final RawSubject raw;
  private final WorkflowNamespace namespace;
  private final Plan plan;

  RawContender(RawSubject raw, WorkflowNamespace namespace, QueuePlan plan) {
    this.raw = raw;
    this.namespace = namespace;
    this.plan =
        new Plan(1, plan.events(), QueuePlan.SECONDS, plan.connections(), 0, 0, plan.warmUp());
  }

  @Override
  public String name() {
    return raw.name();
  }

  @Override
  public int numbers() {
    return plan.warmUp() + plan.events();
  }

  @Override
  public QueueFigures measure(int first) throws IOException {
    raw.warmUp(first, plan);
    namespace.clear();
    CpuTime before = CpuTime.of(raw.handle());
    Measurement loaded = raw.loaded(first + plan.warmUp(), plan);
    CpuTime cpu = CpuTime.of(raw.handle()).minus(before);
    double megabytes = ResidentMemory.megabytes(raw.handle());
    if (namespace.count() != plan.events()) {
      throw new IllegalStateException(
          "the raw client: " + namespace.count() + " Workflows of " + plan.events());
    }
    namespace.clear();
    return new QueueFigures(
        loaded.events(), loaded.events() / loaded.perSecond(), cpu, 0, megabytes);
  }
}
