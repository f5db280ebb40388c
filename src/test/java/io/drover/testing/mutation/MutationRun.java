package io.drover.testing.mutation;

import io.drover.testing.RouteTrial;
import io.drover.testing.RouteTrial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Changes a route in all small ways, and runs its tests on each until one fails. */
final class MutationRun {
  private static final int THREADS = 2;
  private static final String ROUTE = ".camel.yaml";

  private final Path folder;
  private final String route;
  private final RouteTrial trial;
  private final List<Mutation> mutations = new ArrayList<>();
  private final Verdict[] verdicts;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param folder of the route's file, of its scripts, which are called as it is, and of its tests
   */
  MutationRun(Path folder, String route) throws IOException {
    this.folder = folder;
    this.route = route;
    this.trial = new RouteTrial(folder.resolve(route + ".test.yaml"));
    mutate(route + ROUTE);
    mutate(route + ".jq");
    mutate(route + ".lua");
    verdicts = new Verdict[mutations.size()];
  }

  private void mutate(String file) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return;
    }
    String text = Files.readString(path);
    if (file.endsWith(ROUTE)) {
      mutations.addAll(RouteMutations.of(file, text));
    } else {
      List<Edit> edits = file.endsWith(".jq") ? JqMutations.of(text) : LuaMutations.of(text);
      edits.stream()
          .distinct()
          .map(edit -> Mutation.of(file, text, edit))
          .filter(mutation -> !mutation.content().equals(text))
          .forEach(mutations::add);
    }
  }

  /**
   * Runs the tests on all mutants.
   *
   * @param work an empty folder to write them to
   * @throws IllegalStateException if a test fails on the route as it is
   */
  Score run(Path work) throws IOException, InterruptedException {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, trial.names().size()).boxed().toList());
    order.sort(Comparator.comparing(trial::hasProperties));
    Verdict asItIs = trial.run(copy(work.resolve("as-it-is")), order);
    if (!asItIs.survived()) {
      throw new IllegalStateException(route + " as it is: " + asItIs.fault());
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Path own = work.resolve("mutants-" + i);
        workers.add(() -> work(own, new ArrayList<>(order)));
      }
      for (Future<Void> worker : threads.invokeAll(workers)) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("running mutants of " + route, e.getCause());
    } finally {
      threads.shutdownNow();
    }
    Map<Mutation, Verdict> all = new LinkedHashMap<>();
    for (int i = 0; i < verdicts.length; i++) {
      all.put(mutations.get(i), verdicts[i]);
    }
    return new Score(route, all, trial.names());
  }

  /** What kills a mutant is likely to kill the next one, so it comes first. */
  private Void work(Path own, List<Integer> order) throws IOException {
    Path file = copy(own);
    for (int i = next.getAndIncrement(); i < verdicts.length; i = next.getAndIncrement()) {
      Mutation mutation = mutations.get(i);
      Path changed = own.resolve(mutation.file());
      Files.writeString(changed, mutation.content());
      Verdict verdict = trial.run(file, order);
      Files.copy(folder.resolve(mutation.file()), changed, StandardCopyOption.REPLACE_EXISTING);
      verdicts[i] = verdict;
      if (verdict.failed() >= 0) {
        order.remove((Integer) verdict.failed());
        order.add(trial.hasProperties(verdict.failed()) ? order.size() / 2 : 0, verdict.failed());
      }
    }
    return null;
  }

  /** The route's file in a copy of its folder. */
  private Path copy(Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to.resolve(route + ROUTE);
  }
}
