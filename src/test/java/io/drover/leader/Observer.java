package io.drover.leader;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at candidates all the time, from the outside, for two that lead at once. */
final class Observer {
  private final List<Candidate> candidates;
  private final List<Integer> leaders = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::look, "observer");
  private volatile boolean two;

  Observer(List<Candidate> candidates) {
    this.candidates = candidates;
    thread.start();
  }

  private void look() {
    int last = -1;
    while (!thread.isInterrupted()) {
      int leader = leader();
      if (leader >= 0 && leader != last) {
        leaders.add(leader);
        last = leader;
      }
      Thread.onSpinWait();
    }
  }

  /** The last one that leads; the first is asked again after the second, as time goes on. */
  private int leader() {
    int found = -1;
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).leads()) {
        if (found >= 0 && candidates.get(found).leads()) {
          two = true;
        }
        found = i;
      }
    }
    return found;
  }

  /** Whether two led at the same time. */
  boolean sawTwo() {
    return two;
  }

  /** Who led, one after the other. */
  List<Integer> leaders() {
    return leaders;
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
