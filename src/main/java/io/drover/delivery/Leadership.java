package io.drover.delivery;

/**
 * Whether this process is the one that acts on events which every replica sees. A source of such
 * events takes none while it does not lead, and no action on one starts a write then. Thread-safe.
 */
public interface Leadership {
  /** The property of exchanges whose actions only the leader may carry out. */
  String REQUIRED = "DroverLeadershipRequired";

  /** That of a process which has no others beside it. */
  Leadership ALWAYS =
      new Leadership() {
        @Override
        public boolean leads() {
          return true;
        }

        @Override
        public void add(Listener listener) {}

        @Override
        public void remove(Listener listener) {}
      };

  /** Is told of changes, on a thread that is not to be kept. */
  interface Listener {
    /** Others may have acted until now. */
    void gained();

    /** Comes some time after {@link #leads} has become false. */
    default void lost() {}
  }

  /**
   * Whether a write may be started now. By the clock of this process: false as soon as another one
   * might lead, also in a process that was stopped for a while and has not noticed.
   */
  boolean leads();

  void add(Listener listener);

  void remove(Listener listener);

  /**
   * To be called right before a write.
   *
   * @throws UnavailableException if it may not be started
   */
  default void require() {
    if (!leads()) {
      throw new UnavailableException("not written, as this Drover does not lead (any more)");
    }
  }
}
