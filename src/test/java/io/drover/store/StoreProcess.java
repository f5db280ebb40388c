package io.drover.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.store.RecordTable.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another process at a store: it opens it, asks whether it is owned, or puts for ever. */
final class StoreProcess implements AutoCloseable {
  static final int KEYS = 50;

  private final Process process;
  private final BufferedReader said;

  StoreProcess(String what, Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classes,
                    StoreProcess.class.getName(),
                    what,
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  long pid() {
    return process.pid();
  }

  /** What it says next; null once it has ended. */
  String next() throws IOException {
    return said.readLine();
  }

  /** As {@code kill -9}; what it said before can still be read. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "open" -> open(folder);
      case "ask" -> ask(folder);
      default -> append(folder);
    }
  }

  private static void open(Path folder) throws IOException {
    try (FolderStore store = FolderStore.open(folder)) {
      System.out.println("opened " + store.location());
      System.in.read();
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void ask(Path folder) {
    while (!System.out.checkError()) {
      System.out.println(FolderStore.isOwned(folder));
    }
  }

  private static void append(Path folder) throws IOException {
    RecordTable table = FolderStore.open(folder).table("t");
    String filling = "x".repeat(1_000);
    for (int i = 0; !System.out.checkError(); i++) {
      ObjectNode value = JsonNodeFactory.instance.objectNode().put("i", i).put("filling", filling);
      String key = String.valueOf(i % KEYS);
      table.put(key, value, i % 20 == 0 ? Durability.MACHINE : Durability.PROCESS);
      System.out.println(i);
    }
  }
}
