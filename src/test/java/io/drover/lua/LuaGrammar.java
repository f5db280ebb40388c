package io.drover.lua;

import java.util.Random;

/**
 * Scripts by a seeded grammar that end with {@code return} of a list of texts. Nothing in them
 * depends on addresses, on the order of {@code pairs}, on time or on the sign of NaN.
 */
final class LuaGrammar {
  /** What the values of a script are written with. */
  static final String PRELUDE =
      """
      local function show(v)
        if v ~= v then return "NaN" end
        if type(v) == "table" then
          local parts = {}
          for i, each in ipairs(v) do parts[i] = show(each) end
          return "{" .. table.concat(parts, ",") .. "}"
        end
        return type(v) == "function" and "function" or tostring(v)
      end
      local function try(f)
        local good, value = pcall(f)
        return good and value or "failed"
      end
      local n, m, s, w, l, t = 5, -2.5, "hello world", "a,b,,c", {3, 1, 2}, {"x", "y"}
      """;

  private static final String[] PATTERNS =
      ("a . %a+ %d* %w %s l+ o.-l [a-h] [^%s]+ ^h d$ (%a)(%a) ()l() %f[%w]%w+ %b() "
              + "(l)%1 [%a_][%w_]* %. h?e  ( % [a %1")
          .split(" ", -1);
  private static final String[] FORMATS =
      ("%d~%5d~%-5d~%05d~%+d~% d~%i~%u~%x~%X~%#x~%o~%e~%.3e~%f~%.2f~%10.3f~%-10.3f~"
              + "%+.1f~%g~%.3g~%#g~%G~%E~%.14g~%.17g~%5.1f%%~%.0f")
          .split("~", -1);

  private final Random random;

  LuaGrammar(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    StringBuilder script = new StringBuilder(PRELUDE);
    for (int i = random.nextInt(4); i > 0; i--) {
      script.append(statement(2)).append('\n');
    }
    script.append("return {show(").append(expression(anyType(), 3)).append("), show(");
    return script
        .append(expression(anyType(), 3))
        .append("), show(n), show(s), show(l)}")
        .toString();
  }

  private String statement(int depth) {
    String body = depth == 0 ? "n = n + 1" : statement(depth - 1);
    return switch (random.nextInt(11)) {
      case 0 -> "n = " + expression("N", 2);
      case 1 -> "s = " + expression("S", 2);
      case 2 ->
          "if " + expression("B", 2) + " then " + body + " else m = " + expression("N", 1) + " end";
      case 3 ->
          "for i = "
              + choice("1, 4", "3, 1, -1", "1, 2, 0.5", "2, 1")
              + " do n = n + i; "
              + body
              + " end";
      case 4 -> "local count = 0; while count < 3 do count = count + 1; " + body + " end";
      case 5 ->
          "for i, each in ipairs("
              + expression("L", 1)
              + ") do n = n + i; if i > 2 then break end end";
      case 6 ->
          "local function f(a, b) "
              + body
              + "; return a, b end; m = f("
              + expression("N", 1)
              + ", 1)";
      case 7 -> "table.insert(l, " + choice("", "1, ", "#l + 1, ") + expression("N", 1) + ")";
      case 8 -> "table.remove(l" + choice("", ", 1", ", #l") + ")";
      case 9 -> "l[#l + 1] = " + expression("N", 1);
      default -> "repeat n = n - 1; local x = n until x < 3 or " + expression("B", 1);
    };
  }

  private String expression(String type, int depth) {
    if (random.nextInt(60) == 0) {
      return expression(choice("N", "S", "B"), depth);
    }
    if (depth == 0 || random.nextInt(4) == 0) {
      return leaf(type);
    }
    return switch (type) {
      case "N" -> number(depth - 1);
      case "S" -> string(depth - 1);
      case "B" -> bool(depth - 1);
      default -> list(depth - 1);
    };
  }

  private String leaf(String type) {
    return switch (type) {
      case "N" ->
          choice(
              "0",
              "1",
              "-1",
              "0.1",
              "1e15",
              "2^53",
              "1e100",
              "n",
              "m",
              "#s",
              "#l",
              "123456.789",
              "1/3",
              "0x10");
      case "S" ->
          choice(
              "''",
              "'a'",
              "'12'",
              "' 0x1F '",
              "s",
              "w",
              "'h\\195\\169llo'",
              "'(a(b)c)'",
              "[[x\\n]]",
              "'1e2'");
      case "B" -> choice("true", "false", "nil", "n > 1", "s == 'a'", "l[1] ~= nil");
      default ->
          choice("{}", "{1, 2}", "l", "t", "{n, m}", "{'b', 'a', 'c'}", "{[1] = 5, [2] = 6}");
    };
  }

  private String number(int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        String operator = choice(" + ", " - ", " * ", " / ", " % ", " ^ ");
        yield "(" + expression("N", depth) + operator + expression("N", depth) + ")";
      }
      case 3 ->
          "math." + choice("floor", "ceil", "abs", "sqrt") + "(" + expression("N", depth) + ")";
      case 4 -> {
        String function = choice("math.max", "math.min", "math.fmod", "math.pow");
        yield function + "(" + expression("N", depth) + ", " + expression("N", depth) + ")";
      }
      case 5 -> "-(" + expression("N", depth) + ")";
      case 6 -> "#" + expression(choice("S", "L"), depth);
      case 7 -> "(tonumber(" + expression("S", depth) + choice("", ", 16", ", 10") + ") or 0)";
      case 8 ->
          "(string.find("
              + expression("S", depth)
              + ", "
              + pattern()
              + choice("", ", 2", ", 1, true")
              + ") or 0)";
      default -> "(string.byte(" + expression("S", depth) + choice("", ", 2", ", -1") + ") or 0)";
    };
  }

  private String string(int depth) {
    String of = expression("S", depth);
    return switch (random.nextInt(11)) {
      case 0, 1 -> "(" + of + " .. " + expression(choice("S", "N"), depth) + ")";
      case 2 -> "tostring(" + expression(choice("S", "N", "B"), depth) + ")";
      case 3 ->
          "string.format('"
              + choice(FORMATS)
              + "', "
              + choice(leaf("N"), "n", "m", "-7", "65")
              + ")";
      case 4 ->
          "string.format('"
              + choice("%s", "%10s", "%-10s", "%.2s", "%q", "%5.1s")
              + "', "
              + of
              + ")";
      case 5 -> "string." + choice("upper", "lower", "reverse", "len") + "(" + of + ")";
      case 6 -> "string.sub(" + of + ", " + choice("2", "-3", "1, 3", "2, -2", "0", "5, 2") + ")";
      case 7 -> "string.rep(" + leaf("S") + ", " + choice("0", "3", "-1", "1.5") + ")";
      case 8 ->
          "(string.gsub("
              + of
              + ", "
              + pattern()
              + ", "
              + replacement()
              + choice("", ", 1", ", 0")
              + "))";
      case 9 ->
          "(string.match(" + of + ", " + pattern() + choice("", ", 3", ", -2") + ") or 'none')";
      default ->
          "table.concat("
              + expression("L", depth)
              + choice("", ", ','", ", '-', 2", ", '', 1, 2")
              + ")";
    };
  }

  private String bool(int depth) {
    String type = anyType();
    return switch (random.nextInt(5)) {
      case 0 ->
          "(" + expression(type, depth) + choice(" == ", " ~= ") + expression(type, depth) + ")";
      case 1 -> {
        String ordered = choice("N", "S");
        String operator = choice(" < ", " <= ", " > ", " >= ");
        yield "(" + expression(ordered, depth) + operator + expression(ordered, depth) + ")";
      }
      case 2 ->
          "(" + expression("B", depth) + choice(" and ", " or ") + expression("B", depth) + ")";
      case 3 -> "(not " + expression("B", depth) + ")";
      default ->
          "(type(" + expression(type, depth) + ") == '" + choice("number", "string", "nil") + "')";
    };
  }

  private String list(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "{" + expression("N", depth) + ", " + expression("S", depth) + "}";
      case 1 -> "{unpack(" + expression("L", depth) + choice("", ", 2", ", 1, 1") + ")}";
      case 2 ->
          "(function(...) return {select('#', ...), ...} end)(" + expression("N", depth) + ", 'v')";
      case 3 ->
          "(function(x) table.sort(x, function(a, b) return a "
              + choice("<", ">")
              + " b end) return x end)({3, 1, 2, 1})";
      case 4 -> "{math.modf(" + expression("N", depth) + ")}";
      default -> "{try(function() return " + expression(anyType(), depth) + " end)}";
    };
  }

  private String pattern() {
    return "'" + choice(PATTERNS) + "'";
  }

  private String replacement() {
    return choice(
        "'<%0>'",
        "'%1'",
        "''",
        "'%%'",
        "string.upper",
        "{l = 'L', a = 1}",
        "function(x) return x .. x end",
        "'%2'");
  }

  private String anyType() {
    return choice("N", "S", "B", "L");
  }

  private String choice(String... options) {
    return options[random.nextInt(options.length)];
  }
}
