package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.bench.RawClient.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The bare client. */
final class RawSubject implements Subject {
  static final String NAME = "raw client";
  private static final TypeReference<Measurement> MEASUREMENT = new TypeReference<>() {};
  private final ChildProcess process;

  /**
   * @param namespace which has a Workflow that all others are to be like
   * @param flags of its JVM
   */
  RawSubject(Path folder, Path kubeconfig, String namespace, List<String> flags)
      throws IOException {
    Path log = folder.resolve("raw.log");
    process = ChildProcess.start(RawClient.class, log, kubeconfig, flags, namespace);
    process.answer(new TypeReference<String>() {});
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public Measurement idle(int first, Plan plan) {
    return process.ask(new Order(true, first, false, plan), MEASUREMENT);
  }

  @Override
  public Measurement loaded(int first, Plan plan) {
    return process.ask(new Order(false, first, false, plan), MEASUREMENT);
  }

  @Override
  public void warmUp(int first, Plan plan) {
    process.ask(new Order(false, first, true, plan), MEASUREMENT);
  }

  @Override
  public void close() {
    process.close();
  }
}
