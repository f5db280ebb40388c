package io.drover.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.drover.bench.QueueReader.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The least that can take the same events: a bare loop, by the client that Drover has, in a process
 * of its own.
 */
final class BareTaker implements Running {
  private final ChildProcess process;

  /**
   * @param loop the class that counts what it takes
   * @param log where its standard error goes
   */
  BareTaker(Class<?> loop, Path log, String... arguments) throws IOException {
    List<String> flags = List.of(DroverReader.FLAGS.split(" "));
    process = ChildProcess.start(loop, log, Path.of("none"), flags, arguments);
    process.answer(new TypeReference<String>() {});
  }

  /** In the loop's process, once it takes events: tells how many it has taken whenever asked. */
  static void serve(IntSupplier taken) throws Exception {
    ChildProcess.say("ready");
    ChildProcess.serve(new TypeReference<String>() {}, question -> taken.getAsInt());
  }

  @Override
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public int acted() {
    return process.ask("taken", new TypeReference<Integer>() {});
  }

  @Override
  public void kill() {
    process.handle().destroyForcibly();
  }

  @Override
  public void close() {
    process.close();
  }
}
