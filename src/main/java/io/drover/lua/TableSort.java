package io.drover.lua;

import io.drover.script.Budget;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code table.sort}: the quicksort of Lua 5.1, so that what compares as equal ends up in the same
 * order. The elements are sorted outside of the table, and stay as they were if comparing fails.
 */
final class TableSort {
  private static final int REFERENCE = 8;

  private final LuaValue[] items; // from 1 on; those beside them a wrong order may come to
  private final LuaValue order;
  private final Budget budget = CurrentBudget.get();

  private TableSort(LuaValue[] items, LuaValue order) {
    this.items = items;
    this.order = order;
  }

  static Varargs call(Arguments args) {
    LuaTable table = args.table(1);
    LuaValue order = args.at(2).isnil() ? LuaValue.NIL : args.function(2);
    int count = table.rawlen();
    CurrentBudget.get().allocating((long) REFERENCE * count);
    LuaValue[] items = new LuaValue[count + 2];
    for (int i = 0; i < items.length; i++) {
      items[i] = table.rawget(i);
    }
    new TableSort(items, order).sort(1, count);
    for (int i = 1; i <= count; i++) {
      table.rawset(i, items[i]);
    }
    return LuaValue.NONE;
  }

  private boolean less(LuaValue left, LuaValue right) {
    budget.step();
    return order.isnil() ? naturally(left, right) : order.call(left, right).toboolean();
  }

  private boolean naturally(LuaValue left, LuaValue right) {
    if (!left.typename().equals(right.typename())) {
      throw new LuaError("attempt to compare " + left.typename() + " with " + right.typename());
    }
    if (!left.isstring() && left.metatag(LuaValue.LT).isnil()) {
      throw new LuaError("attempt to compare two " + left.typename() + " values");
    }
    return Comparison.less(left, right, budget);
  }

  private void sort(int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      putInOrder(low, high);
      if (high - low == 1) {
        return;
      }
      int middle = (low + high) >>> 1;
      putMedianIn(low, middle, high);
      if (high - low == 2) {
        return;
      }
      int pivot = partition(low, middle, high);
      if (pivot - low < high - pivot) { // the smaller part first, so that few are pending
        sort(low, pivot - 1);
        low = pivot + 1;
      } else {
        sort(pivot + 1, high);
        high = pivot - 1;
      }
    }
  }

  private void putInOrder(int low, int high) {
    if (less(items[high], items[low])) {
      swap(low, high);
    }
  }

  private void putMedianIn(int low, int middle, int high) {
    if (less(items[middle], items[low])) {
      swap(middle, low);
    } else if (less(items[high], items[middle])) {
      swap(middle, high);
    }
  }

  /** Puts what is less than the middle one before it, the rest after it; says where it is then. */
  private int partition(int low, int middle, int high) {
    LuaValue pivot = items[middle];
    swap(middle, high - 1);
    int left = low;
    int right = high - 1;
    while (true) {
      while (less(items[++left], pivot)) {
        requireOrder(left <= high);
      }
      while (less(pivot, items[--right])) {
        requireOrder(right >= low);
      }
      if (right < left) {
        requireOrder(left < items.length - 1);
        swap(high - 1, left);
        return left;
      }
      swap(left, right);
    }
  }

  private static void requireOrder(boolean holds) {
    if (!holds) {
      throw new LuaError("invalid order function for sorting");
    }
  }

  private void swap(int one, int other) {
    LuaValue kept = items[one];
    items[one] = items[other];
    items[other] = kept;
  }
}
