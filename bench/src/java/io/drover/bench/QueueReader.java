package io.drover.bench;

/** Something that works off a queue, in a process that can be started again. */
interface QueueReader {
  /** What the tables call it. */
  String name();

  /** What it reads. */
  BusQueue queue();

  /** Starts it, where it was if it ran before. */
  Running start() throws Exception;

  /** Its process. */
  interface Running extends AutoCloseable {
    ProcessHandle handle();

    /** How many events it has acted on, by its own count. */
    int acted();

    /** Ends it with -9. */
    void kill();

    /** Ends it. */
    @Override
    void close();
  }
}
