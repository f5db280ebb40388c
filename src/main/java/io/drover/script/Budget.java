package io.drover.script;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What is left to one evaluation of a script. It belongs to the thread that made it, as time and
 * memory are counted by thread.
 *
 * <p>Steps are counted one by one; memory and clock are looked at every {@value #STRIDE} steps. So
 * whatever takes long or asks for much memory in one step says so by {@link #steps} or {@link
 * #allocating} before it does it.
 */
public final class Budget {
  private static final int STRIDE = 64;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long NANOS = 1_000_000;

  private final ScriptLimits limits;
  private final LongSupplier clock;
  private final long startNanos;
  private final long startBytes = THREADS.getCurrentThreadAllocatedBytes();
  private long processorMark = -1; // processor time when a tenth of the time had passed
  private int untilLook = STRIDE;
  private long taken; // steps up to the last look
  private long output;

  public Budget(ScriptLimits limits) {
    this(limits, System::nanoTime);
  }

  /**
   * @param clock gives nanoseconds, of which only the differences count
   */
  Budget(ScriptLimits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
    this.startNanos = clock.getAsLong();
  }

  /** A whole one with the same limits, for the thread that calls. */
  public Budget again() {
    return new Budget(limits);
  }

  /** Counts a step. */
  public void step() {
    if (--untilLook <= 0) {
      look();
    }
  }

  /** Counts as many steps, before they are done. */
  public void steps(long count) {
    if (count < untilLook) {
      untilLook -= (int) Math.max(0, count);
    } else {
      taken += count;
      look();
    }
  }

  /** Something of so many bytes is about to be made. */
  public void allocating(long bytes) {
    if (bytes > limits.allocatedBytes() - allocated()) {
      throw memory();
    }
  }

  /** Counts so many bytes of the result. */
  public void output(long bytes) {
    output += bytes;
    if (output > limits.outputBytes()) {
      throw exceeded(
          "gave more than " + limits.outputBytes() / ScriptLimits.MEGABYTE + " MB of output",
          "max-output-megabytes");
    }
  }

  /** How long something may take that cannot count steps, before {@link #checkTime}. */
  public long nanosLeft() {
    long limit = limits.millis() * NANOS;
    return Math.max(limit / 10, limit - (clock.getAsLong() - startNanos));
  }

  /** Ends the evaluation if it has taken its time. */
  public void checkTime() {
    lookAtProcessor(clock.getAsLong() - startNanos);
  }

  /** An error for calls that are nested deeper than the thread's stack may hold. */
  public static LimitExceeded tooDeep(int depth) {
    return new LimitExceeded("calls are nested more than " + depth + " deep");
  }

  /** The steps so far. */
  public long stepsTaken() {
    return taken + STRIDE - untilLook;
  }

  /** The bytes that its thread has asked for so far. */
  public long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes() - startBytes;
  }

  private void look() {
    taken += STRIDE - untilLook;
    untilLook = STRIDE;
    if (taken > limits.steps()) {
      throw exceeded("took more than %,d steps".formatted(limits.steps()), "max-steps");
    }
    if (allocated() > limits.allocatedBytes()) {
      throw memory();
    }
    long passed = clock.getAsLong() - startNanos;
    if (passed > limits.millis() * NANOS / 10) {
      lookAtProcessor(passed);
    }
  }

  /** Asking for the processor time takes long, so only who has taken long is asked. */
  private void lookAtProcessor(long passed) {
    if (processorMark < 0) {
      processorMark = THREADS.getCurrentThreadCpuTime();
    }
    if (passed > limits.millis() * NANOS
        && THREADS.getCurrentThreadCpuTime() - processorMark > limits.millis() * NANOS * 9 / 10) {
      throw exceeded(
          "took more than %,d ms of processor time".formatted(limits.millis()), "max-millis");
    }
  }

  private LimitExceeded memory() {
    return exceeded(
        "asked for more than " + limits.allocatedBytes() / ScriptLimits.MEGABYTE + " MB of memory",
        "max-megabytes");
  }

  private static LimitExceeded exceeded(String what, String property) {
    return new LimitExceeded(
        what + ", see " + ScriptLimits.PREFIX + property + " in docs/scripts.md#limits");
  }
}
