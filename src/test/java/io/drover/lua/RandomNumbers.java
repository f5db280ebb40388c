package io.drover.lua;

import java.util.List;
import java.util.Random;

/** Numbers in Lua: whole, decimal, large, small, in text, and the ends of each. */
final class RandomNumbers {
  private static final List<String> CORNERS =
      List.of(
          "0",
          "-0",
          "0*-1",
          "-(1-1)",
          "1/0",
          "-1/0",
          "0/0",
          "-(0/0)",
          "2^31",
          "-2^31",
          "2^32",
          "2^53",
          "2^63",
          "2^64",
          "1e14",
          "-1e14",
          "1e15",
          "99999999999999",
          "123456789012345",
          "1e100",
          "1e308*10",
          "5e-324",
          "1e-5",
          "1e-4",
          "0.5",
          "2.5",
          "3.5");
  private static final List<String> TEXTS =
      List.of(
          "10",
          " 0x1F ",
          "1e3",
          "-7",
          "0x",
          "",
          "-",
          "+5",
          "+-5",
          ".5",
          "5.",
          ".",
          "1e",
          "1e+",
          "0x.8",
          "0x1p4",
          "inf",
          "nan",
          "\\t12\\n",
          "1 2",
          "1d",
          "0b1",
          "1_0",
          "00012",
          "abc",
          "123456789012345678901234567890",
          "0xffffffffffffffff",
          "-0x10",
          "1e400",
          "1.2.3");

  private final Random random;

  RandomNumbers(Random random) {
    this.random = random;
  }

  String any() {
    return random.nextInt(12) == 0 ? '"' + one(TEXTS) + '"' : number();
  }

  String number() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> one(CORNERS);
      case 2 -> String.valueOf(random.nextInt());
      case 3 -> String.valueOf(random.nextInt(2_000) - 1_000);
      case 4 -> String.valueOf(random.nextLong());
      case 5 -> "(" + random.nextInt(100_000) / 100.0 + ")";
      case 6 -> "(" + random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20) + ")";
      case 7 -> random.nextInt(1_000) + "/" + (1 + random.nextInt(64));
      default -> bits();
    };
  }

  private String bits() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? "(" + value + ")" : "1";
  }

  int near(int range) {
    return random.nextInt(2 * range) - range;
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
