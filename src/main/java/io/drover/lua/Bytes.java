package io.drover.lua;

/** Memory for texts. The budget of the evaluation is asked before much of it is taken. */
final class Bytes {
  private static final int MUCH = 4096;

  private Bytes() {}

  static byte[] make(long count) {
    if (count > MUCH) {
      CurrentBudget.get().allocating(count);
      CurrentBudget.get().steps(count / MUCH);
    }
    return new byte[Math.toIntExact(count)];
  }

  /** So many bytes are about to be asked for elsewhere. */
  static void asking(long count) {
    if (count > MUCH) {
      CurrentBudget.get().allocating(count);
    }
  }

  /** Counts the work on so many bytes, if it is much. */
  static void work(long count) {
    if (count > MUCH) {
      CurrentBudget.get().steps(count / 16);
    }
  }
}
