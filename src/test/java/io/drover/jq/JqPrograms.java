package io.drover.jq;

/** Whole programs: several outputs, paths, assignments, and what values {@link JqValues} has. */
final class JqPrograms {
  private final Choice choice;
  private final JqValues values;

  JqPrograms(Choice choice) {
    this.choice = choice;
    this.values = new JqValues(choice);
  }

  /** A program on the document; `$d` is the document too. */
  String next() {
    return ". as $d | " + outputs(3);
  }

  private String outputs(int depth) {
    return switch (choice.below(12)) {
      case 0, 1, 2, 3 -> value(depth);
      case 4 -> "(" + outputs(depth - 1) + "), (" + outputs(depth - 1) + ")";
      case 5 -> combined();
      case 6 -> "limit(" + choice.of("0", "1", "2", "$d.n") + "; " + outputs(depth - 1) + ")";
      case 7 ->
          "["
              + outputs(depth - 1)
              + "] | "
              + choice.of("length", ".[-1]", "unique", "reverse", "first");
      case 8 -> "(try (" + outputs(depth - 1) + ") catch .)";
      case 9 -> function(depth);
      default -> document();
    };
  }

  private String value(int depth) {
    return values.expression(choice.of("N", "S", "B", "LN", "LS", "L", "O"), depth, "");
  }

  private String combined() {
    String left = "(" + value(1) + ", " + value(1) + ")";
    String right = "(" + value(1) + ", " + value(0) + ")";
    return left + choice.of(" + ", " == ", " < ", " and ", " or ", " // ", " - ") + right;
  }

  private String function(int depth) {
    String body = values.expression("N", depth, "N");
    return switch (choice.below(4)) {
      case 0 -> "def f: " + body + "; [$d.l[] | f]";
      case 1 -> "def f(g): [g, (g | tojson)]; f(" + value(1) + ")";
      case 2 -> "def f($a; $b): [$a, $b]; f(" + value(1) + ", 1; " + value(1) + ", 2)";
      default -> "def f($n): if $n <= 0 then [] else [" + value(0) + "] + f($n - 1) end; f(3)";
    };
  }

  private String document() {
    String path = path(2);
    return switch (choice.below(11)) {
      case 0 -> "[path(" + path + ")]";
      case 1 -> path + " |= " + update();
      case 2 -> path + " = " + value(1);
      case 3 -> path + choice.of(" += ", " -= ", " *= ", " //= ") + value(1);
      case 4 -> "del(" + path + ")";
      case 5 -> "[" + path + "]";
      case 6 -> "pick(" + path + ")";
      case 7 ->
          "["
              + path
              + " | "
              + choice.of("type", "tojson", "length?", ".[]?", ". as [$a] ?// $a | $a")
              + "]";
      case 8 -> "reduce path(" + path + ") as $p (null; setpath($p; 1))";
      case 9 -> "(" + path + ") as {$x, y: [$a, $b]} ?// [$a, $b] ?// $a | [$a, $b, $x]";
      default -> "delpaths([path(" + path + ")])";
    };
  }

  private String update() {
    return choice.of(
        "empty", "(., 1)", "[.]", "(. + 1)?", "tojson", "length?", "select(. != null)", "null");
  }

  private String path(int depth) {
    if (depth == 0 || choice.oneIn(3)) {
      return choice.of(
          ".n",
          ".o",
          ".o.y.z",
          ".l",
          ".l[0]",
          ".l[-1]",
          ".l[1:]",
          ".l[:-1][0]",
          ".m[]",
          ".m[]?.k?",
          ".zz",
          ".zz.a[2]",
          ".o[\"x\"]",
          ".",
          ".[]?",
          ".t[1,0]",
          "getpath([\"o\", \"y\"])",
          "..",
          ".s?",
          ".l[10]");
    }
    String inner = path(depth - 1);
    return switch (choice.below(8)) {
      case 0 -> "(" + inner + ", " + path(depth - 1) + ")";
      case 1 -> "(" + inner + " | select(" + values.expression("B", 1, "") + "))";
      case 2 -> "first(" + inner + ")";
      case 3 ->
          "(if "
              + values.expression("B", 1, "")
              + " then "
              + inner
              + " else "
              + path(depth - 1)
              + " end)";
      case 4 -> "(" + inner + " // " + path(depth - 1) + ")";
      case 5 -> "(" + inner + " | .[]?)";
      case 6 -> "(" + inner + " | recurse | select(type == \"number\"))";
      default -> "limit(2; " + inner + ")";
    };
  }
}
