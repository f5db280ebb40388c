package io.drover.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Keeps work with the same key in the order in which it came. Thread-safe. */
public final class Lanes {
  private final Executor workers;
  private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

  public Lanes(Executor workers) {
    this.workers = workers;
  }

  /**
   * Has work done once that which came before with the same key has {@link #left}.
   *
   * @param key null for work that waits for no other
   */
  public void enter(String key, Runnable work) {
    if (key != null) {
      synchronized (this) {
        Deque<Runnable> behind = waiting.get(key);
        if (behind != null) {
          behind.add(work);
          return;
        }
        waiting.put(key, new ArrayDeque<>());
      }
    }
    workers.execute(work);
  }

  /**
   * The work that is at the front has come to its end.
   *
   * @return whether nothing waited behind it
   */
  public boolean left(String key) {
    if (key == null) {
      return true;
    }
    Runnable next;
    synchronized (this) {
      next = waiting.get(key).poll();
      if (next == null) {
        waiting.remove(key);
        return true;
      }
    }
    workers.execute(next);
    return false;
  }
}
