package io.drover.jq;

import java.util.ArrayList;
import java.util.List;

/**
 * Expressions by what they give: N a number, S a string, B a boolean, LN and LS lists of these, L a
 * list of anything, O an object. `$d` is the document; what `.` is, is told.
 */
final class JqValues {
  private final Choice choice;
  private final List<String> variables = new ArrayList<>();

  JqValues(Choice choice) {
    this.choice = choice;
  }

  /** An expression of the type, sometimes of another. `dot` is the type of `.`, or empty. */
  String expression(String type, int depth, String dot) {
    if (choice.oneIn(60)) {
      return expression(choice.of("N", "S", "B", "LN", "LS", "L", "O"), depth, dot);
    }
    if (depth > 0 && choice.oneIn(9)) {
      return control(type, depth - 1, dot);
    }
    if (depth <= 0 || choice.oneIn(4)) {
      return leaf(type, dot);
    }
    return switch (type) {
      case "N" -> number(depth - 1, dot);
      case "S" -> string(depth - 1, dot);
      case "B" -> bool(depth - 1, dot);
      case "LN", "LS" -> list(type, depth - 1, dot);
      case "O" -> object(depth - 1, dot);
      default -> anyList(depth - 1, dot);
    };
  }

  private String leaf(String type, String dot) {
    if (type.equals(dot) && !choice.oneIn(3)) {
      return ".";
    }
    if (!variables.isEmpty() && choice.oneIn(3)) {
      String variable = variables.get(choice.below(variables.size()));
      if (variable.endsWith("_" + type)) {
        return variable;
      }
    }
    return switch (type) {
      case "N" -> choice.of("0", "1", "-1", "2.5", "1e3", "$d.n", "$d.f", "$d.big", "nan", "7");
      case "S" -> choice.of("\"\"", "\"a\"", "\"é😀\"", "$d.s", "$d.w", "$d.num", "\"x,y\"");
      case "B" -> choice.of("true", "false", "null", "$d.b", "($d.z == null)");
      case "LN" -> choice.of("[]", "[1]", "[3, 1, 2]", "$d.l", "[range(4)]", "[2.5, -1, 2.5]");
      case "LS" -> choice.of("[]", "[\"b\", \"a\"]", "$d.t", "[\"é\", \"\", \"z\"]");
      case "O" -> choice.of("{}", "{a: 1}", "$d.o", "{b: null, a: [1]}", "{\"x y\": \"z\"}");
      default -> choice.of("[]", "[null, 1]", "$d.m", "[[1], {a: 2}]", "[true, \"a\", 0]");
    };
  }

  private String control(String type, int depth, String dot) {
    String a = expression(type, depth, dot);
    String b = expression(type, depth, dot);
    return switch (choice.below(8)) {
      case 0 -> "if " + expression("B", depth, dot) + " then " + a + " else " + b + " end";
      case 1 -> "(" + a + " // " + b + ")";
      case 2 -> "(try " + parenthesised(a) + " catch " + parenthesised(b) + ")";
      case 3 -> "first(" + a + ", " + b + ")";
      case 4 -> "last(" + a + ", " + b + ")";
      case 5 -> bound(type, depth, dot);
      case 6 -> "(" + a + " | " + expression(type, depth, type) + ")";
      default -> "(label $f | " + a + ", break $f)";
    };
  }

  private String bound(String type, int depth, String dot) {
    String of = choice.of("N", "S", "O");
    String name = "$v" + variables.size() + "_" + of;
    String value = parenthesised(expression(of, depth, dot));
    variables.add(name);
    String body = expression(type, depth, dot);
    variables.remove(variables.size() - 1);
    return "(" + value + " as " + name + " | " + body + ")";
  }

  private String number(int depth, String dot) {
    return switch (choice.below(9)) {
      case 0, 1 -> {
        String operator = choice.of(" + ", " - ", " * ", " / ", " % ");
        yield "(" + expression("N", depth, dot) + operator + expression("N", depth, dot) + ")";
      }
      case 2 -> pipe(choice.of("S", "LN", "L", "O", "N"), depth, dot, "length");
      case 3 -> pipe("LN", depth, dot, choice.of("add", "min", "max", "first", "last", ".[1]"));
      case 4 -> pipe("N", depth, dot, choice.of("floor", "fabs", "round", "ceil", "sqrt", "-."));
      case 5 -> {
        String start = expression("N", depth, dot);
        yield "(reduce " + pipe("LN", depth, dot, ".[]") + " as $i (" + start + "; . + $i * 2))";
      }
      case 6 -> pipe("S", depth, dot, choice.of("utf8bytelength", "tonumber", "length"));
      case 7 -> pipe("LN", depth, dot, "until(length < 2; .[1:]) | length");
      default -> pipe("S", depth, dot, "index(" + expression("S", 0, "") + ")");
    };
  }

  private String string(int depth, String dot) {
    return switch (choice.below(9)) {
      case 0 -> "(" + expression("S", depth, dot) + " + " + expression("S", depth, dot) + ")";
      case 1 -> "\"<\\(" + expression(anyType(), depth, dot) + ")>\"";
      case 2 -> pipe(anyType(), depth, dot, choice.of("tostring", "tojson", "type", "@text"));
      case 3 ->
          pipe("S", depth, dot, choice.of("ascii_upcase", "ascii_downcase", ".[1:]", ".[:-1]"));
      case 4 -> pipe("S", depth, dot, choice.of("@base64", "@uri", "@html", "@sh", "@json"));
      case 5 -> pipe("LS", depth, dot, "join(" + expression("S", 0, "") + ")");
      case 6 -> pipe("S", depth, dot, "ltrimstr(\"a\") | rtrimstr(" + expression("S", 0, "") + ")");
      case 7 -> pipe("LN", depth, dot, choice.of("@csv", "@tsv", "@json", "@sh"));
      default -> pipe("S", depth, dot, "explode | reverse | implode");
    };
  }

  private String bool(int depth, String dot) {
    String type = anyType();
    return switch (choice.below(8)) {
      case 0, 1 -> {
        String operator = choice.of(" == ", " != ", " < ", " <= ", " > ", " >= ");
        yield "(" + expression(type, depth, dot) + operator + expression(type, depth, dot) + ")";
      }
      case 2 -> {
        String operator = choice.of(" and ", " or ");
        yield "(" + expression("B", depth, dot) + operator + expression("B", depth, dot) + ")";
      }
      case 3 -> pipe("B", depth, dot, "not");
      case 4 ->
          pipe("LN", depth, dot, choice.of("any(. > 1)", "all(. > 0)", "any", "contains([1])"));
      case 5 -> pipe("O", depth, dot, "has(" + expression("S", 0, "") + ")");
      case 6 ->
          pipe(
              "S", depth, dot, choice.of("startswith(\"a\")", "endswith(\"\")", "test(\"[a-c]\")"));
      default -> pipe("N", depth, dot, choice.of("isnan", "IN(1, 2.5)", "isinfinite", "isnormal"));
    };
  }

  private String list(String type, int depth, String dot) {
    String of = type.substring(1);
    return switch (choice.below(7)) {
      case 0 -> "[" + expression(of, depth, dot) + ", " + expression(of, depth, dot) + "]";
      case 1 ->
          "(" + expression(type, depth, dot) + choice.of(" + ", " - ") + leaf(type, dot) + ")";
      case 2 -> pipe(type, depth, dot, "map(" + expression(of, depth, of) + ")");
      case 3 -> pipe(type, depth, dot, "map(select(" + expression("B", depth, of) + "))");
      case 4 ->
          pipe(type, depth, dot, choice.of("sort", "unique", "reverse", ".[1:]", "sort_by(-.)?"));
      case 5 ->
          of.equals("S")
              ? pipe("S", depth, dot, "split(\",\")")
              : "[range(" + choice.of("0", "3", "$d.n", "2.5", "-1") + ")]";
      default -> pipe(type, depth, dot, "[limit(2; .[])]");
    };
  }

  private String anyList(int depth, String dot) {
    String e = expression(choice.of("N", "S"), depth, choice.of("N", "S"));
    return switch (choice.below(8)) {
      case 0 ->
          "[" + expression(anyType(), depth, dot) + ", " + expression(anyType(), depth, dot) + "]";
      case 1 ->
          pipe(
              "O",
              depth,
              dot,
              choice.of("to_entries", "keys", "[.[]]", "[paths]", "keys_unsorted"));
      case 2 ->
          pipe("L", depth, dot, choice.of("flatten", "sort", "unique", "reverse", "map(type)"));
      case 3 -> pipe("LS", depth, dot, "group_by(" + expression("N", depth, "S") + ")");
      case 4 -> pipe("LN", depth, dot, "sort_by(" + e + ")");
      case 5 ->
          pipe("L", depth, dot, choice.of("[tostream]", "[..]", "[.[]?]", "[paths]", "transpose?"));
      case 6 -> "[foreach " + pipe("LN", depth, dot, ".[]") + " as $i (0; . + $i; [$i, .])]";
      default -> pipe("L", depth, dot, "walk(if type == \"number\" then . + 1 else . end)");
    };
  }

  private String object(int depth, String dot) {
    String value = parenthesised(expression(anyType(), depth, dot));
    return switch (choice.below(7)) {
      case 0 -> "{a: " + value + ", " + choice.of("b", "a", "\"c d\"") + ": 1}";
      case 1 -> "{(" + expression("S", depth, dot) + "): " + value + "}";
      case 2 ->
          "("
              + expression("O", depth, dot)
              + choice.of(" + ", " * ")
              + expression("O", depth, dot)
              + ")";
      case 3 ->
          pipe(
              "O",
              depth,
              dot,
              "with_entries(.value |= " + choice.of("[.]", "tojson", "type") + ")");
      case 4 ->
          pipe(
              "O",
              depth,
              dot,
              "map_values(" + choice.of("tostring", "select(.)", "., 1", "empty") + ")");
      case 5 -> pipe("O", depth, dot, "del(." + choice.of("a", "b", "x", "y.z[0]?") + ")");
      default -> pipe("LS", depth, dot, "INDEX(" + choice.of(".", "length", "type") + ")");
    };
  }

  private String pipe(String type, int depth, String dot, String function) {
    return "(" + expression(type, depth, dot) + " | " + function + ")";
  }

  private String anyType() {
    return choice.of("N", "S", "B", "LN", "LS", "L", "O");
  }

  private static String parenthesised(String expression) {
    return "(" + expression + ")";
  }
}
