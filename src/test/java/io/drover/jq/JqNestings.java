package io.drover.jq;

/** Programs that leave loops before their end, nested in one another, with errors on the way. */
final class JqNestings {
  private final Choice choice;

  JqNestings(Choice choice) {
    this.choice = choice;
  }

  String next() {
    return outputs(choice.oneIn(2) ? 3 : 2);
  }

  private String outputs(int depth) {
    if (depth == 0) {
      return choice.of(
          "1",
          "(1, 2)",
          "empty",
          "error(\"e\")",
          "range(3)",
          ".",
          ".[]?",
          "null",
          "false",
          "(1, error(\"f\"))",
          "(\"a,b\" | splits(\",\"))",
          "(\"ab\" | match(\"a|b\"; \"g\").string)");
    }
    String a = outputs(depth - 1);
    String b = outputs(depth - 1);
    return switch (choice.below(16)) {
      case 0 -> "first(" + a + ")";
      case 1 -> "limit(2; " + a + ")";
      case 2 -> "(try (" + a + ") catch [.])";
      case 3 -> left(depth, a, b);
      case 4 -> "(" + a + ", " + b + ")";
      case 5 -> "((" + a + ") | " + b + ")";
      case 6 -> choice.of("any", "all") + "(" + a + "; " + condition() + ")";
      case 7 -> "isempty(" + a + ")";
      case 8 -> "((" + a + ") // (" + b + "))";
      case 9 -> "([" + a + "] | .[0] |= (" + b + "))";
      case 10 -> "(try first(" + a + ") catch " + b + ")";
      case 11 -> "(def f(q): first(q), limit(1; q); f(" + a + "))";
      case 12 -> "(foreach (" + a + ") as $x (0; " + b + "; ., $x))";
      default -> reduction(a, b);
    };
  }

  private String left(int depth, String a, String b) {
    String name = "$l" + depth;
    String leave = "(if " + condition() + " then break " + name + " else " + b + " end)";
    return "(label " + name + " | " + a + ", " + leave + ")";
  }

  /** What is changed in place must not be seen elsewhere. */
  private String reduction(String a, String b) {
    String loop = "reduce (" + a + ") as $x ";
    return switch (choice.below(5)) {
      case 0 -> "(" + loop + "(0; " + b + "))";
      case 1 -> "(" + loop + "({}; .a = $x | .b += [$x]))";
      case 2 -> "(" + loop + "([[]]; .[0] += [$x] | .[1] = .[0]))";
      case 3 -> "(" + loop + "([]; . + [$x]) | ., .[0])";
      default -> "(. as $s | " + loop + "({k: $s, l: [$s]}; .k = $x | .l[0] = $x) | ., $s)";
    };
  }

  private String condition() {
    return choice.of(
        "true",
        "false",
        ". == 1",
        "(. == 2, true)",
        "isempty(.[]?)",
        "(first(true, error(\"c\")))");
  }
}
