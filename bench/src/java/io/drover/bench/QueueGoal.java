package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import java.io.IOException;

/** What a reader is to come to, event by event. */
interface QueueGoal {
  /** How many events have come to it. */
  int done(Running reader) throws IOException;

  /** Forgets what there is, where it can be forgotten. */
  void clear() throws IOException;

  /** Workflows on the API server. */
  static QueueGoal workflows(WorkflowNamespace namespace) {
    return new QueueGoal() {
      @Override
      public int done(Running reader) throws IOException {
        return namespace.count();
      }

      @Override
      public void clear() throws IOException {
        namespace.clear();
      }
    };
  }

  /** Events that the reader has acted on, as it counts them. */
  static QueueGoal acted() {
    return new QueueGoal() {
      @Override
      public int done(Running reader) {
        return reader.acted();
      }

      @Override
      public void clear() {}
    };
  }
}
