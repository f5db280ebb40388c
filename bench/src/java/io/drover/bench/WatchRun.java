package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.bench.Span.Stage;
import io.drover.bench.WatchFigures.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures, one after another, what {@code watch} tells of. */
final class WatchRun {
  private static final int FRESH_EDITS = 5;
  private static final int SECONDS = 900;

  private final WatchPlan plan;
  private final ServiceNamespace namespace;
  private final Path folder;
  private final Path kubeconfig;
  private final Path profile;
  private final WatchFigures figures = new WatchFigures();
  private final EditTimer edits;
  private int started;

  /**
   * @param profile where each Drover is recorded to; null if none is
   */
  WatchRun(WatchPlan plan, ServiceNamespace namespace, Path folder, Path kubeconfig, Path profile) {
    this.plan = plan;
    this.namespace = namespace;
    this.folder = folder;
    this.kubeconfig = kubeconfig;
    this.profile = profile;
    edits = new EditTimer(namespace);
  }

  WatchFigures all() throws Exception {
    try (WatchingDrover drover = drover()) {
      drover.await("the empty namespace is watched", () -> drover.isUp());
      figures.empty = memory(drover);
      namespace.create(0, 1, 1);
      warmUpTimer();
    }
    say("creating Services");
    namespace.create(1, plan.services() - 1, plan.connections());
    for (int round = 1; round <= plan.rounds(); round++) {
      namespace.removeIngresses();
      makeAll();
      applyAll();
      say(
          "round %d: Drover makes %.0f Ingresses/s, the raw client %.0f",
          round, last(figures.made), last(figures.applied));
    }
    try (WatchingDrover drover = drover()) {
      findAllRight(drover);
      figures.full = memory(drover);
      change();
    }
    say("killing leaders");
    figures.failovers = new Replicas(folder, kubeconfig, namespace, plan).failovers();
    return figures;
  }

  /** So that no figure has the first use of the client in this process in it. */
  private void warmUpTimer() throws Exception {
    for (int i = 0; i < FRESH_EDITS; i++) {
      edits.time(0);
    }
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  /** All Ingresses, and some changes meanwhile. */
  private void makeAll() throws Exception {
    try (WatchingDrover drover = drover()) {
      drover.await("it begins", () -> drover.settled() > 0);
      int first = namespace.ingresses();
      long began = System.nanoTime();
      Duration before = cpu(drover.handle());
      for (int i = 1; i <= FRESH_EDITS; i++) {
        int progress = plan.services() * i / (FRESH_EDITS + 1);
        drover.await("it has made " + progress, () -> drover.settled() >= progress);
        Span edit = edits.time(plan.services() - i);
        say("a change after %d Ingresses: %.0f ms", progress, edit.nanos(Stage.ALL) / 1e6);
        figures.fresh.add(edit);
      }
      drover.awaitRest(plan.services());
      drover.await("all are made", () -> namespace.ingresses() == plan.services());
      int made = plan.services() - first;
      figures.made.add(made * 1e9 / (System.nanoTime() - began));
      figures.madeCpu.add(millis(cpu(drover.handle()).minus(before)) / made);
      figures.runs.add(drover.settled() / (double) plan.services());
    }
  }

  /** The same Ingresses, by the raw client in place of Drover. */
  private void applyAll() throws Exception {
    try (ChildProcess raw = raw()) {
      namespace.removeIngresses();
      RawApplies.Order order = new RawApplies.Order(false, plan.services(), plan.atOnce(), SECONDS);
      Duration before = cpu(raw.handle());
      figures.applied.add(raw.ask(order, new TypeReference<Measurement>() {}).perSecond());
      figures.appliedCpu.add(millis(cpu(raw.handle()).minus(before)) / plan.services());
    }
    check();
  }

  private void check() {
    if (namespace.ingresses() != plan.services()) {
      throw new IllegalStateException(
          namespace.ingresses() + " Ingresses for " + plan.services() + " Services");
    }
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private void findAllRight(WatchingDrover drover) {
    long before = MutatingRequests.now(namespace.client());
    drover.await("it begins", () -> drover.settled() > 0);
    figures.startSeconds = drover.age();
    Duration start = cpu(drover.handle());
    drover.awaitRest(plan.services());
    figures.syncSeconds = drover.age();
    figures.startCpu = millis(start);
    figures.syncCpu = millis(cpu(drover.handle()).minus(start)) / plan.services();
    figures.writes = MutatingRequests.now(namespace.client()) - before;
    say("all found right in %.1f s, with %d writes", figures.syncSeconds, figures.writes);
  }

  /** One Service after another, and one Ingress after another by the raw client. */
  private void change() throws Exception {
    List<Span> spans = new ArrayList<>();
    int warmUp = plan.edits() / 10;
    for (int i = 0; i < warmUp + plan.edits(); i++) {
      Span span = edits.time(i % plan.services());
      if (i >= warmUp) {
        spans.add(span);
      }
    }
    figures.changes = new Measurement(spans);
    try (ChildProcess raw = raw()) {
      RawApplies.Order order = new RawApplies.Order(true, plan.edits(), 1, SECONDS);
      TypeReference<Measurement> measurement = new TypeReference<>() {};
      raw.ask(new RawApplies.Order(true, warmUp, 1, SECONDS), measurement);
      figures.applies = raw.ask(order, measurement);
    }
  }

  private static Memory memory(WatchingDrover drover) throws IOException, InterruptedException {
    return new Memory(drover.heapMegabytes(), drover.residentMegabytes());
  }

  private WatchingDrover drover() throws IOException {
    started++;
    String concurrency = "camel.kamelet.kube-watch-source.concurrency=" + plan.atOnce();
    Path own = folder.resolve("drover-" + started);
    return WatchingDrover.start(own, kubeconfig, namespace.name(), recording(), concurrency);
  }

  private String recording() {
    Path file = profile == null ? null : profile.resolve("drover-" + started + ".jfr");
    return String.join(" ", FlightRecording.flags(file));
  }

  private ChildProcess raw() throws IOException {
    Path log = folder.resolve("raw.log");
    List<String> same = List.of(WatchingDrover.FLAGS.split(" "));
    ChildProcess raw =
        ChildProcess.start(RawApplies.class, log, kubeconfig, same, namespace.name());
    raw.answer(new TypeReference<Integer>() {});
    return raw;
  }

  private static void say(String text, Object... arguments) {
    System.err.printf(text + "%n", arguments);
  }
}
