package io.drover.jq;

/** {@code try}: catches errors of its body, not of what takes the values that this gives. */
final class Try extends Node {
  private final Node body;
  private final Node handler; // null: the error is dropped

  Try(Node body, Node handler) {
    this.body = body;
    this.handler = handler;
  }

  @Override
  Node step(Cursor cursor) {
    Run run = cursor.env.run;
    int depth = run.depth();
    Out out = cursor.out;
    Out guarded =
        (value, path) -> {
          try {
            out.emit(value, path);
          } catch (JqError e) {
            throw new Passing(out, e);
          }
        };
    try {
      body.run(cursor.env, cursor.in, cursor.path, guarded);
      return null;
    } catch (JqError e) {
      run.returnTo(depth);
      cursor.move(e.value());
      return run.isLeaving() ? null : handler;
    } catch (Passing e) {
      throw e.of == out ? e.error : e;
    }
  }

  /** Carries an error of what takes the values past the {@code try} that gave them. */
  private static final class Passing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Out of;
    private final JqError error;

    Passing(Out of, JqError error) {
      super(null, null, false, false);
      this.of = of;
      this.error = error;
    }
  }
}
