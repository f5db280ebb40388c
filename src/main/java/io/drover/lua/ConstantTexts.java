package io.drover.lua;

import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** The texts that stand in a script, as Java's strings: most names that it asks JSON for. */
final class ConstantTexts {
  static final ConstantTexts NONE = new ConstantTexts();

  private final Map<LuaString, String> known = new HashMap<>();

  private ConstantTexts() {}

  static ConstantTexts in(Prototype script) {
    ConstantTexts names = new ConstantTexts();
    names.addAll(script);
    return names;
  }

  private void addAll(Prototype function) {
    for (LuaValue constant : function.k) {
      if (constant instanceof LuaString text) {
        known.put(text, LuaText.constant(text));
      }
    }
    for (Prototype inner : function.p) {
      addAll(inner);
    }
  }

  /** Null if it is no text. */
  String of(LuaString name) {
    String text = known.get(name);
    return text == null ? LuaText.toJava(name) : text;
  }
}
