package io.drover.jq;

/** Tells whether a program gives its values one by one, as {@code .items[]} does. */
final class Streams {
  private Streams() {}

  /** The line where it is sure to do so, 0 if it is not. */
  static int line(Ast ast) {
    if (ast instanceof Ast.Each each) {
      return each.line();
    } else if (ast instanceof Ast.Define define) {
      return line(define.rest());
    } else if (ast instanceof Ast.Pipe pipe) {
      int right = line(pipe.right());
      return right > 0 || !passesOn(pipe.right()) ? right : line(pipe.left());
    } else if (ast instanceof Ast.Bind bind) {
      return line(bind.body());
    } else if (ast instanceof Ast.Index index) {
      return line(index.of());
    } else if (ast instanceof Ast.Slice slice) {
      return line(slice.of());
    } else if (ast instanceof Ast.Try attempt) {
      return line(attempt.body());
    }
    return 0;
  }

  /** Whether it gives a value for each that it takes, as far as the text alone tells. */
  private static boolean passesOn(Ast ast) {
    return ast instanceof Ast.Index
        || ast instanceof Ast.Build
        || ast instanceof Ast.Identity
        || (ast instanceof Ast.Call call && call.name().equals("select"));
  }
}
