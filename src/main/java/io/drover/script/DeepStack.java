package io.drover.script;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs the few evaluations that are nested more deeply than a thread of a pool has stack for, each
 * on a thread of its own.
 */
public final class DeepStack {
  private static final long BYTES = 128L << 20; // of addresses; of memory what is used

  private DeepStack() {}

  /** What a call gives, for which the caller waits. */
  public static <T> T call(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(null, task, Thread.currentThread().getName() + "-deep", BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    }
  }
}
