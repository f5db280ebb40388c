package org.luaj.vm2;

/** How a number compares with other values: with numbers only, as Lua 5.1 has it. */
abstract class ComparedNumber extends ConvertedNumber {
  private double other(LuaValue rhs) {
    if (!(rhs instanceof LuaNumber)) {
      compareerror(rhs);
    }
    return rhs.todouble();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof LuaNumber number && todouble() == number.todouble();
  }

  @Override
  public abstract int hashCode();

  @Override
  public final LuaValue eq(LuaValue rhs) {
    return valueOf(eq_b(rhs));
  }

  @Override
  public boolean eq_b(LuaValue rhs) {
    return rhs instanceof LuaNumber && todouble() == rhs.todouble();
  }

  @Override
  public final boolean raweq(LuaValue rhs) {
    return eq_b(rhs);
  }

  @Override
  public final boolean raweq(double rhs) {
    return todouble() == rhs;
  }

  @Override
  public boolean raweq(int rhs) {
    return todouble() == rhs;
  }

  @Override
  public final LuaValue lt(LuaValue rhs) {
    return valueOf(lt_b(rhs));
  }

  @Override
  public final LuaValue lt(double rhs) {
    return valueOf(lt_b(rhs));
  }

  @Override
  public final LuaValue lt(int rhs) {
    return valueOf(lt_b(rhs));
  }

  @Override
  public boolean lt_b(LuaValue rhs) {
    return todouble() < other(rhs);
  }

  @Override
  public final boolean lt_b(double rhs) {
    return todouble() < rhs;
  }

  @Override
  public final boolean lt_b(int rhs) {
    return todouble() < rhs;
  }

  @Override
  public final LuaValue lteq(LuaValue rhs) {
    return valueOf(lteq_b(rhs));
  }

  @Override
  public final LuaValue lteq(double rhs) {
    return valueOf(lteq_b(rhs));
  }

  @Override
  public final LuaValue lteq(int rhs) {
    return valueOf(lteq_b(rhs));
  }

  @Override
  public boolean lteq_b(LuaValue rhs) {
    return todouble() <= other(rhs);
  }

  @Override
  public final boolean lteq_b(double rhs) {
    return todouble() <= rhs;
  }

  @Override
  public final boolean lteq_b(int rhs) {
    return todouble() <= rhs;
  }

  @Override
  public final LuaValue gt(LuaValue rhs) {
    return valueOf(gt_b(rhs));
  }

  @Override
  public final LuaValue gt(double rhs) {
    return valueOf(gt_b(rhs));
  }

  @Override
  public final LuaValue gt(int rhs) {
    return valueOf(gt_b(rhs));
  }

  @Override
  public final boolean gt_b(LuaValue rhs) {
    return todouble() > other(rhs);
  }

  @Override
  public final boolean gt_b(double rhs) {
    return todouble() > rhs;
  }

  @Override
  public final boolean gt_b(int rhs) {
    return todouble() > rhs;
  }

  @Override
  public final LuaValue gteq(LuaValue rhs) {
    return valueOf(gteq_b(rhs));
  }

  @Override
  public final LuaValue gteq(double rhs) {
    return valueOf(gteq_b(rhs));
  }

  @Override
  public final LuaValue gteq(int rhs) {
    return valueOf(gteq_b(rhs));
  }

  @Override
  public final boolean gteq_b(LuaValue rhs) {
    return todouble() >= other(rhs);
  }

  @Override
  public final boolean gteq_b(double rhs) {
    return todouble() >= rhs;
  }

  @Override
  public final boolean gteq_b(int rhs) {
    return todouble() >= rhs;
  }

  /** Asked by a string that stands left of this number. */
  @Override
  public final int strcmp(LuaString lhs) {
    lhs.compareerror(this);
    return 0;
  }
}
