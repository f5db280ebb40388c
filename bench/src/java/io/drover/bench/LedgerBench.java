package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.bench.Load.Work;
import io.drover.event.StableHash;
import io.drover.store.FolderStore;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The ledger's table alone, beside the same bytes written and forced to disk. */
@Command(
    name = "ledger",
    description = "Puts of the ledger's table, beside the same bytes written and forced to disk.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class LedgerBench extends Benchmark {
  private static final String RAW = "write and force, each by itself";

  @Option(names = "--rounds", description = "How often each is measured.")
  private int rounds = 5;

  @Option(names = "--seconds", description = "How long a measurement takes.")
  private int seconds = 2;

  @Option(names = "--threads", description = "Of the second half of measurements.")
  private int threads = 32;

  @Override
  String tables(Path folder) throws Exception {
    return run(folder, rounds, Integer.MAX_VALUE, seconds, threads);
  }

  /**
   * Measures.
   *
   * @param puts of a measurement, unless the seconds are over before
   * @return a table as Markdown
   */
  static String run(Path folder, int rounds, int puts, int seconds, int threads) throws Exception {
    MarkdownTable table =
        new MarkdownTable("puts/s", List.of("1 thread", "x raw", threads + " threads", "x raw"));
    Map<String, List<Double>> one = measure(folder, rounds, puts, seconds, 1);
    Map<String, List<Double>> many = measure(folder, rounds, puts, seconds, threads);
    for (String name : one.keySet()) {
      table.row(
          name,
          List.of(
              MarkdownTable.number("%.0f", Ratios.median(one.get(name))),
              Ratios.of(one.get(name), one.get(RAW)),
              MarkdownTable.number("%.0f", Ratios.median(many.get(name))),
              Ratios.of(many.get(name), many.get(RAW))));
    }
    return table.toString();
  }

  /** Puts a second, by what makes them; the first round is a warm-up. */
  private static Map<String, List<Double>> measure(
      Path folder, int rounds, int puts, int seconds, int threads) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (String name : List.of(RAW, "the ledger", "the ledger without fsync")) {
        Path fresh = Files.createTempDirectory(folder, "round");
        double rate = rate(name, fresh, puts, seconds, threads);
        rates.computeIfAbsent(name, n -> new ArrayList<>());
        if (round > 0) {
          rates.get(name).add(rate);
        }
      }
    }
    return rates;
  }

  private static double rate(String name, Path folder, int puts, int seconds, int threads)
      throws Exception {
    if (name.equals(RAW)) {
      try (FileChannel file =
          FileChannel.open(
              folder.resolve("raw"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        byte[] line = line(folder);
        return rate(n -> writeAndForce(file, line), puts, seconds, threads);
      }
    }
    Durability durability = name.equals("the ledger") ? Durability.MACHINE : Durability.PROCESS;
    try (FolderStore store = FolderStore.open(folder)) {
      RecordTable table = store.table("ledger");
      return rate(n -> table.put(key(n), entry(n), durability), puts, seconds, threads);
    }
  }

  private static double rate(Work work, int puts, int seconds, int threads) throws Exception {
    List<Work> connections = Load.shared(work, threads);
    return Load.loaded(connections, 0, puts, seconds).perSecond();
  }

  private static void writeAndForce(FileChannel file, byte[] line) throws IOException {
    file.write(ByteBuffer.wrap(line));
    file.force(false);
  }

  /** What the ledger writes for one event. */
  private static byte[] line(Path folder) throws IOException {
    try (FolderStore store = FolderStore.open(folder)) {
      store.table("ledger").put(key(0), entry(0), Durability.MACHINE);
    }
    return Files.readAllBytes(folder.resolve("ledger.log"));
  }

  private static String key(int number) {
    return StableHash.of(List.of("thumbnails", "", "", String.valueOf(number), "0"));
  }

  /** As long as that of an event of the route thumbnails. */
  private static JsonNode entry(int number) {
    String event = String.format("%016d", number);
    return JsonNodeFactory.instance
        .objectNode()
        .put("route", "thumbnails")
        .put("event", event)
        .put("what", "created Workflow argo/script-resize-wf-" + event);
  }
}
