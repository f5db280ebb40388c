package io.drover.lua;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a function of the library is called with, counted from 1. */
record Arguments(Varargs values) {
  int count() {
    return values.narg();
  }

  LuaValue at(int position) {
    return position > values.narg() ? LuaValue.NONE : values.arg(position);
  }

  LuaString string(int position) {
    return Argument.string(at(position), position);
  }

  double number(int position) {
    return Argument.number(at(position), position);
  }

  long whole(int position) {
    return Argument.whole(at(position), position);
  }

  long whole(int position, long otherwise) {
    return Argument.whole(at(position), position, otherwise);
  }

  LuaTable table(int position) {
    return Argument.table(at(position), position);
  }

  LuaFunction function(int position) {
    return Argument.function(at(position), position);
  }
}
