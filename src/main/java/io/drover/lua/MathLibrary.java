package io.drover.lua;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.luaj.vm2.Doubles;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code math} of Lua 5.1. */
final class MathLibrary {
  private MathLibrary() {}

  static LuaTable table() {
    LuaTable table = new LuaTable();
    table.rawset("pi", LuaDouble.valueOf(Math.PI));
    table.rawset("huge", LuaDouble.POSINF);
    unary(table, "abs", Math::abs);
    unsigned(table, "acos", Math::acos);
    unsigned(table, "asin", Math::asin);
    unary(table, "atan", Math::atan);
    unary(table, "ceil", Math::ceil);
    unary(table, "cos", Math::cos);
    unary(table, "cosh", Math::cosh);
    unary(table, "deg", radians -> radians / (Math.PI / 180));
    unary(table, "exp", Math::exp);
    unary(table, "floor", Math::floor);
    unary(table, "log", Math::log);
    unsigned(table, "log10", Math::log10);
    unary(table, "rad", degrees -> degrees * (Math.PI / 180));
    unary(table, "sin", Math::sin);
    unary(table, "sinh", Math::sinh);
    unary(table, "sqrt", Math::sqrt);
    unary(table, "tan", Math::tan);
    unary(table, "tanh", Math::tanh);
    binary(table, "atan2", (y, x) -> Doubles.result(Math.atan2(y, x), y, x));
    binary(table, "fmod", (x, y) -> Doubles.result(x % y, x, y));
    table.rawset("mod", table.rawget("fmod")); // its older name
    binary(table, "pow", Doubles::power);
    Functions.add(table, "frexp", args -> MathParts.fraction(args.number(1)));
    Functions.add(table, "ldexp", args -> MathParts.scaled(args.number(1), (int) args.whole(2)));
    Functions.add(table, "modf", args -> MathParts.split(args.number(1)));
    Functions.add(table, "max", args -> furthest(args, 1));
    Functions.add(table, "min", args -> furthest(args, -1));
    MathRandom.addTo(table);
    return table;
  }

  private static void unary(LuaTable table, String name, DoubleUnaryOperator function) {
    add(table, name, x -> Doubles.result(function.applyAsDouble(x), x, x));
  }

  /** Where there is no result C gives no sign to it, other than elsewhere. */
  private static void unsigned(LuaTable table, String name, DoubleUnaryOperator function) {
    add(
        table,
        name,
        x -> {
          double result = function.applyAsDouble(x);
          boolean none = Double.isNaN(result) && !Double.isNaN(x);
          return none ? LuaDouble.NAN : Doubles.result(result, x, x);
        });
  }

  private static void add(LuaTable table, String name, DoubleFunction<LuaValue> function) {
    Functions.quick(table, name, (x, b, c) -> function.apply(Argument.number(x, 1)));
  }

  private static void binary(LuaTable table, String name, Binary function) {
    Functions.quick(
        table,
        name,
        (left, right, c) -> {
          double second = Argument.number(right, 2); // C looks at the last one first
          return function.of(Argument.number(left, 1), second);
        });
  }

  private interface Binary {
    LuaValue of(double left, double right);
  }

  private static Varargs furthest(Arguments args, int direction) {
    double best = args.number(1);
    for (int i = 2; i <= args.count(); i++) {
      double other = args.number(i);
      if (direction > 0 ? other > best : other < best) {
        best = other;
      }
    }
    return LuaDouble.valueOf(best);
  }
}
