package org.luaj.vm2;

/** Arithmetic on doubles. Of an operation its right operand is asked, with the left one's value. */
abstract class ComputedNumber extends ComparedNumber {
  @Override
  public LuaValue neg() {
    return Doubles.negated(todouble());
  }

  @Override
  public LuaValue add(LuaValue rhs) {
    return rhs.add(todouble());
  }

  @Override
  public final LuaValue add(double lhs) {
    return Doubles.sum(lhs, todouble());
  }

  @Override
  public final LuaValue add(int lhs) {
    return add((double) lhs);
  }

  @Override
  public LuaValue sub(LuaValue rhs) {
    return rhs.subFrom(todouble());
  }

  @Override
  public final LuaValue sub(double rhs) {
    return Doubles.difference(todouble(), rhs);
  }

  @Override
  public final LuaValue sub(int rhs) {
    return sub((double) rhs);
  }

  @Override
  public final LuaValue subFrom(double lhs) {
    return Doubles.difference(lhs, todouble());
  }

  @Override
  public final LuaValue subFrom(int lhs) {
    return subFrom((double) lhs);
  }

  @Override
  public LuaValue mul(LuaValue rhs) {
    return rhs.mul(todouble());
  }

  @Override
  public final LuaValue mul(double lhs) {
    return Doubles.product(lhs, todouble());
  }

  @Override
  public final LuaValue mul(int lhs) {
    return mul((double) lhs);
  }

  @Override
  public final LuaValue pow(LuaValue rhs) {
    return rhs.powWith(todouble());
  }

  @Override
  public final LuaValue pow(double rhs) {
    return Doubles.power(todouble(), rhs);
  }

  @Override
  public final LuaValue pow(int rhs) {
    return pow((double) rhs);
  }

  @Override
  public final LuaValue powWith(double lhs) {
    return Doubles.power(lhs, todouble());
  }

  @Override
  public final LuaValue powWith(int lhs) {
    return powWith((double) lhs);
  }

  @Override
  public final LuaValue div(LuaValue rhs) {
    return rhs.divInto(todouble());
  }

  @Override
  public final LuaValue div(double rhs) {
    return Doubles.quotient(todouble(), rhs);
  }

  @Override
  public final LuaValue div(int rhs) {
    return div((double) rhs);
  }

  @Override
  public final LuaValue divInto(double lhs) {
    return Doubles.quotient(lhs, todouble());
  }

  @Override
  public LuaValue mod(LuaValue rhs) {
    return rhs.modFrom(todouble());
  }

  @Override
  public final LuaValue mod(double rhs) {
    return Doubles.remainder(todouble(), rhs);
  }

  @Override
  public final LuaValue mod(int rhs) {
    return mod((double) rhs);
  }

  @Override
  public final LuaValue modFrom(double lhs) {
    return Doubles.remainder(lhs, todouble());
  }
}
