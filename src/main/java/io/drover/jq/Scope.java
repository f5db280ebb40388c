package io.drover.jq;

/**
 * The names that are known at a place of a program, the newest first, and how long the chain of an
 * {@link Env} is there. Immutable.
 */
final class Scope {
  /** A name; of functions with the number of arguments, of variables with a dollar sign. */
  private record Entry(String name, CallNodes.Definition function, int depth, Entry before) {}

  /**
   * What a name means.
   *
   * @param function null for what stands in the environment
   * @param distance from here to where it stands or was defined
   */
  record Found(CallNodes.Definition function, int distance) {}

  static final Scope EMPTY = new Scope(null, 0);

  private final Entry last;
  private final int depth;

  private Scope(Entry last, int depth) {
    this.last = last;
    this.depth = depth;
  }

  int depth() {
    return depth;
  }

  /** With something more in the environment. */
  Scope with(String name) {
    return new Scope(new Entry(name, null, depth + 1, last), depth + 1);
  }

  /** With another name for the newest in the environment. */
  Scope also(String name) {
    return new Scope(new Entry(name, null, depth, last), depth);
  }

  Scope with(String signature, CallNodes.Definition function) {
    return new Scope(new Entry(signature, function, depth, last), depth);
  }

  /** Null for what is not known. */
  Found find(String name) {
    for (Entry entry = last; entry != null; entry = entry.before) {
      if (entry.name.equals(name)) {
        return new Found(entry.function, depth - entry.depth);
      }
    }
    return null;
  }
}
