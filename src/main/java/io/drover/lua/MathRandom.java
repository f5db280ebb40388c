package io.drover.lua;

import io.drover.script.Budget;
import java.util.Random;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code math.random} and {@code math.randomseed}. Each evaluation has numbers of its own, others
 * each time unless it says where they begin. Thread-safe.
 */
final class MathRandom {
  private static final ThreadLocal<Source> SOURCES = new ThreadLocal<>();

  private MathRandom() {}

  private record Source(Budget evaluation, Random random) {}

  static void addTo(LuaTable table) {
    Functions.add(table, "random", MathRandom::random);
    Functions.add(table, "randomseed", MathRandom::seed);
  }

  private static Varargs seed(Arguments args) {
    SOURCES.set(new Source(CurrentBudget.get(), new Random((int) args.whole(1))));
    return LuaValue.NONE;
  }

  private static double next() {
    Source source = SOURCES.get();
    if (source == null || source.evaluation != CurrentBudget.get()) {
      source = new Source(CurrentBudget.get(), new Random());
      SOURCES.set(source);
    }
    return source.random.nextDouble();
  }

  private static Varargs random(Arguments args) {
    double next = next();
    return switch (args.count()) {
      case 0 -> LuaDouble.valueOf(next);
      case 1 -> between(1, (int) args.whole(1), 1, next);
      case 2 -> between((int) args.whole(1), (int) args.whole(2), 2, next);
      default -> throw new LuaError("wrong number of arguments");
    };
  }

  private static LuaValue between(int low, int high, int position, double random) {
    if (low > high) {
      throw new BadArgument(position, "interval is empty");
    }
    return LuaDouble.valueOf(Math.floor(random * (1.0 + high - low)) + low);
  }
}
