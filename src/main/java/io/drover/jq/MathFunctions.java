package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers, as the C library has them. */
final class MathFunctions {
  private MathFunctions() {}

  static void addTo(Map<String, Functions.Plain> all) {
    addRounding(all);
    addPowers(all);
    addAngles(all);
    addPairs(all);
    addChecks(all);
  }

  private static void one(
      Map<String, Functions.Plain> all, String name, DoubleUnaryOperator function) {
    all.put(name + "/0", (run, in, a) -> Numbers.of(function.applyAsDouble(number(in))));
  }

  private static void two(
      Map<String, Functions.Plain> all, String name, DoubleBinaryOperator function) {
    all.put(
        name + "/2",
        (run, in, a) -> Numbers.of(function.applyAsDouble(number(a[0]), number(a[1]))));
  }

  private static double number(JsonNode value) {
    if (!value.isNumber()) {
      throw new JqError(Values.typed(value) + " number required");
    }
    return value.doubleValue();
  }

  private static void addRounding(Map<String, Functions.Plain> all) {
    one(all, "floor", Math::floor);
    one(all, "ceil", Math::ceil);
    one(all, "round", MathFunctions::round);
    one(all, "rint", Math::rint);
    one(all, "nearbyint", Math::rint);
    one(all, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    one(all, "fabs", Math::abs);
    all.put("abs/0", (run, in, a) -> absolute(in, run));
  }

  /** Itself unless it is below 0: of texts and all above them too. */
  private static JsonNode absolute(JsonNode in, Run run) {
    if (Compare.compare(in, Numbers.of(0), run) >= 0) {
      return in;
    }
    if (!in.isNumber()) {
      throw new JqError(Values.typed(in) + " cannot be negated");
    }
    return Numbers.of(-in.doubleValue());
  }

  private static void addPowers(Map<String, Functions.Plain> all) {
    one(all, "sqrt", Math::sqrt);
    one(all, "cbrt", Math::cbrt);
    one(all, "exp", Math::exp);
    one(all, "expm1", Math::expm1);
    one(all, "exp2", x -> Math.pow(2, x));
    one(all, "exp10", x -> Math.pow(10, x));
    one(all, "pow10", x -> Math.pow(10, x));
    one(all, "log", Math::log);
    one(all, "log1p", Math::log1p);
    one(all, "log10", Math::log10);
    one(all, "log2", MathFunctions::log2);
    one(all, "logb", MathFunctions::logb);
    one(
        all,
        "significand",
        x -> x == 0 || Double.isInfinite(x) || Double.isNaN(x) ? x : x / Math.pow(2, logb(x)));
    all.put("frexp/0", (run, in, a) -> frexp(number(in)));
    all.put("modf/0", (run, in, a) -> modf(number(in)));
  }

  private static double log2(double x) {
    double guess = Math.log(x) / Math.log(2);
    double whole = Math.rint(guess);
    return Math.abs(whole) < 1_024 && Math.pow(2, whole) == x ? whole : guess;
  }

  private static double logb(double x) {
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (Double.isInfinite(x) || Double.isNaN(x)) {
      return Math.abs(x);
    }
    int exponent = Math.getExponent(x);
    return exponent < Double.MIN_EXPONENT ? Math.getExponent(x * 0x1p60) - 60 : exponent;
  }

  private static JsonNode frexp(double x) {
    ArrayNode parts = Values.array();
    if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return parts.add(Numbers.of(x)).add(0);
    }
    int exponent = (int) logb(x) + 1;
    return parts.add(Numbers.of(x / Math.pow(2, exponent - 1) / 2)).add(exponent);
  }

  private static JsonNode modf(double x) {
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double rest = Double.isInfinite(x) ? Math.copySign(0, x) : Math.copySign(x - whole, x);
    return Values.array().add(Numbers.of(rest)).add(Numbers.of(whole));
  }

  private static void addAngles(Map<String, Functions.Plain> all) {
    one(all, "sin", Math::sin);
    one(all, "cos", Math::cos);
    one(all, "tan", Math::tan);
    one(all, "asin", Math::asin);
    one(all, "acos", Math::acos);
    one(all, "atan", Math::atan);
    one(all, "sinh", Math::sinh);
    one(all, "cosh", Math::cosh);
    one(all, "tanh", Math::tanh);
    one(all, "asinh", x -> Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x));
    one(all, "acosh", x -> Math.log(x + Math.sqrt(x * x - 1)));
    one(all, "atanh", x -> 0.5 * Math.log1p(2 * x / (1 - x)));
    two(all, "atan2", Math::atan2);
  }

  private static void addPairs(Map<String, Functions.Plain> all) {
    two(all, "pow", Math::pow);
    two(all, "hypot", Math::hypot);
    two(all, "fmod", (x, y) -> x % y);
    two(all, "drem", Math::IEEEremainder);
    two(all, "remainder", Math::IEEEremainder);
    two(all, "fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
    two(all, "fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
    two(all, "fdim", (x, y) -> x > y ? x - y : Double.isNaN(x) || Double.isNaN(y) ? Double.NaN : 0);
    two(all, "copysign", Math::copySign);
    two(all, "nextafter", Math::nextAfter);
    two(all, "nexttoward", Math::nextAfter);
    two(all, "ldexp", (x, y) -> scaled(x, y));
    two(all, "scalb", (x, y) -> scaled(x, y));
    two(all, "scalbln", (x, y) -> scaled(x, y));
    all.put(
        "fma/3", (run, in, a) -> Numbers.of(Math.fma(number(a[0]), number(a[1]), number(a[2]))));
  }

  /** Halves away from zero; unlike Math.round for all doubles, and without the error of x + 0.5. */
  private static double round(double x) {
    double whole = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - whole >= 0.5 ? whole + 1 : whole, x);
  }

  private static double scaled(double x, double exponent) {
    return Math.scalb(x, (int) exponent);
  }

  private static void addChecks(Map<String, Functions.Plain> all) {
    all.put(
        "isinfinite/0",
        (run, in, a) -> Values.of(in.isNumber() && Double.isInfinite(in.doubleValue())));
    all.put("isnan/0", (run, in, a) -> Values.of(Numbers.isNan(in)));
    all.put(
        "isfinite/0",
        (run, in, a) -> Values.of(in.isNumber() && !Double.isInfinite(in.doubleValue())));
    all.put("isnormal/0", (run, in, a) -> Values.of(in.isNumber() && isNormal(in.doubleValue())));
  }

  private static boolean isNormal(double x) {
    return !Double.isNaN(x) && !Double.isInfinite(x) && Math.abs(x) >= Double.MIN_NORMAL;
  }
}
