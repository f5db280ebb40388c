package io.drover.lua;

import java.util.Random;

/** Scripts from a small grammar, the same ones for the same seed. Some of them never end. */
final class RandomScript {
  private static final String[] NAMES = {"a", "b", "c", "d"};
  private static final String[] NUMBERS = {"4", "1", "2", "-1", "0.5", "10", "3.25", "1e15", "1/0"};
  private static final String[] TEXTS = {"''", "'x'", "'10'", "'0x1p4'", "'abc'", "' 7 '", "'%a'"};
  private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "^"};
  private static final String[] COMPARISONS = {"==", "~=", "<", "<=", ">", ">="};

  private static final String[] CALLS = {
    "show(%s)",
    "tonumber(%s)",
    "type(%s)",
    "#%s",
    "-%s",
    "not %s",
    "string.len(%s)",
    "string.upper(%s)",
    "string.rep(%s, 3)",
    "string.sub(%s, 2)",
    "string.format('%%5.2f', %s)",
    "string.format('%%s', %s)",
    "math.floor(%s)",
    "table.concat({%s or 4, 1}, ',')",
    "select('#', %s)",
    "(pcall(f, %s))",
    "(pcall(error, %s))",
    "f(%s)",
    "{%s}",
    "{x = %s}",
    "(%s).x",
    "(%s)[1]",
    "string.gsub('aXb', '%%u', %s)",
    "string.byte(%s)",
    "(string.find(%s, 'b', 1, true))",
    "unpack({%s or 4, 2})",
    "setmetatable({}, {__index = {x = %s}}).x"
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final boolean endless;

  private RandomScript(Random random, boolean endless) {
    this.random = random;
    this.endless = endless;
  }

  /**
   * @param endless whether loops without end and endless recursion may be in it
   */
  static String of(long seed, boolean endless) {
    RandomScript script = new RandomScript(new Random(seed), endless);
    script.text.append("local a, b, c, d = 1, 'x', {1, 2, x = 3}, nil\nlocal f\n");
    script.text.append(
        "local function show(p) return type(p) .. (type(p) == 'number' and p or '') end\n");
    script.text.append("f = function(p, q) ");
    script.text.append(endless && script.random.nextInt(4) == 0 ? "return f(p, 1)" : "return p");
    script.text.append(" end\n");
    script.block(3);
    script.text.append("return {a = a, b = b, c = c, d = d}\n");
    return script.text.toString();
  }

  private String one(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void block(int depth) {
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    switch (random.nextInt(depth > 0 ? 9 : 3)) {
      case 0, 1 -> line("pcall(function() " + one(NAMES) + " = " + expression(3) + " end)");
      case 2 -> line("pcall(function() c[" + expression(1) + "] = " + expression(2) + " end)");
      case 3 -> nested("pcall(function() if " + expression(2) + " then", depth, "end end)");
      case 4 -> nested("for i = 1, 3 do", depth, "end");
      case 5 -> nested("for k, v in pairs({1, 2, 3}) do", depth, "end");
      case 6 -> nested("pcall(function()", depth, "end)");
      case 7 -> nested("do local n = 0 repeat n = n + 1", depth, "until n > 2 end");
      default -> nested(endless && random.nextInt(3) == 0 ? "while true do" : "do", depth, "end");
    }
  }

  private void nested(String head, int depth, String tail) {
    line(head);
    block(depth - 1);
    line(tail);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String expression(int depth) {
    String inner = depth > 0 ? null : "";
    return switch (random.nextInt(inner == null ? 8 : 3)) {
      case 0 -> one(NAMES);
      case 1 -> one(NUMBERS);
      case 2 -> one(TEXTS);
      case 3 ->
          "(" + expression(depth - 1) + " " + one(ARITHMETIC) + " " + expression(depth - 1) + ")";
      case 4 ->
          "(" + expression(depth - 1) + " " + one(COMPARISONS) + " " + expression(depth - 1) + ")";
      case 5 -> "(" + expression(depth - 1) + " .. " + expression(depth - 1) + ")";
      case 6 ->
          "("
              + expression(depth - 1)
              + one(new String[] {" and ", " or "})
              + expression(depth - 1)
              + ")";
      default -> "(" + one(CALLS).formatted("(" + expression(depth - 1) + ")") + ")";
    };
  }
}
