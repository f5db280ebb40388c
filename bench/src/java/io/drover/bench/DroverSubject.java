package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drover, to whose webhook notifications are sent from here. */
final class DroverSubject implements Subject {
  private final LedgerMode mode;
  private final ChildProcess process;
  private final URI address;
  private final Notifications notifications = new Notifications();

  /**
   * @param folder of its store and its log
   * @param flags of its JVM, beside those that all have
   */
  DroverSubject(LedgerMode mode, Path folder, Path kubeconfig, String namespace, List<String> flags)
      throws IOException {
    this.mode = mode;
    process =
        ChildProcess.start(
            BenchDrover.class,
            folder.resolve(mode + ".log"),
            kubeconfig,
            Stream.concat(ChildProcess.FLAGS.stream(), flags.stream()).toList(),
            mode.name(),
            folder.resolve(mode + ".store").toString(),
            namespace);
    address = process.answer(new TypeReference<URI>() {});
  }

  @Override
  public String name() {
    return mode.title();
  }

  @Override
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public Measurement idle(int first, Plan plan) throws Exception {
    try (KeepAliveSender sender = new KeepAliveSender(address, notifications)) {
      return withInside(Load.idle(sender, first, plan.idleEvents(), plan.pauseMillis()));
    }
  }

  @Override
  public Measurement loaded(int first, Plan plan) throws Exception {
    return loaded(first, plan.events(), plan);
  }

  @Override
  public void warmUp(int first, Plan plan) throws Exception {
    loaded(first, plan.warmUp(), plan);
  }

  private Measurement loaded(int first, int events, Plan plan) throws Exception {
    List<KeepAliveSender> senders = new ArrayList<>();
    try {
      for (int i = 0; i < plan.connections(); i++) {
        senders.add(new KeepAliveSender(address, notifications));
      }
      return withInside(Load.loaded(senders, first, events, plan.seconds()));
    } finally {
      for (KeepAliveSender sender : senders) {
        sender.close();
      }
    }
  }

  private Measurement withInside(Measurement outside) {
    Map<Integer, Span> inside =
        process.ask("spans", new TypeReference<List<Span>>() {}).stream()
            .collect(Collectors.toMap(Span::number, Function.identity()));
    return new Measurement(
        outside.spans().stream().map(span -> span.with(inside.get(span.number()))).toList());
  }

  @Override
  public void close() {
    process.close();
  }
}
