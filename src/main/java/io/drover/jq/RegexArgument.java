package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A pattern and modifiers that the program gives, by expressions or as constants. */
final class RegexArgument {
  private final Node regex;
  private final Node modifiers; // null if the regex may bring them, in an array
  private final String always; // modifiers in any case
  private final boolean flagsLast; // whether the modifiers change faster than the regex
  private final Regex constant; // null if it is not

  RegexArgument(Node regex, Node modifiers, String always, boolean flagsLast) {
    this.regex = regex;
    this.modifiers = modifiers;
    this.always = always;
    this.flagsLast = flagsLast;
    this.constant = constant();
  }

  private Regex constant() {
    boolean constants =
        regex instanceof BasicNodes.Constant
            && (modifiers == null || modifiers instanceof BasicNodes.Constant);
    if (!constants) {
      return null;
    }
    try {
      JsonNode flags = modifiers == null ? null : ((BasicNodes.Constant) modifiers).value;
      return compile(((BasicNodes.Constant) regex).value, flags, Regex::of);
    } catch (JqError e) {
      return null; // raised when it is called
    }
  }

  private interface Compilation {
    Regex of(String pattern, String modifiers);
  }

  /**
   * @param flags null if the pattern may bring them
   */
  private Regex compile(JsonNode pattern, JsonNode flags, Compilation compilation) {
    JsonNode regex = pattern;
    JsonNode given = flags;
    if (flags == null) {
      if (pattern.isArray() && !pattern.isEmpty()) {
        regex = pattern.get(0);
        given = pattern.size() > 1 ? pattern.get(1) : Values.NULL;
      } else if (pattern.isTextual()) {
        given = Values.NULL;
      } else {
        throw new JqError(Kind.of(pattern).title() + " not a string or array");
      }
    }
    if (!always.isEmpty() && !given.isNull() && !given.isTextual()) {
      throw new JqError(
          Values.typed(given)
              + " and "
              + Values.typed(TextNode.valueOf(always))
              + " cannot be added");
    }
    String all = Regex.modifiers(given);
    if (!regex.isTextual()) {
      throw new JqError(Values.typed(regex) + " is not a string");
    }
    return compilation.of(regex.textValue(), (all == null ? "" : all) + always);
  }

  boolean isSingle() {
    return regex.isSingle() && (modifiers == null || modifiers.isSingle());
  }

  Regex value(Env env, JsonNode in) {
    if (constant != null) {
      return constant;
    }
    JsonNode flags = modifiers == null ? null : modifiers.value(env, in);
    return compile(regex.value(env, in), flags, env.run::regex);
  }

  interface Use {
    void of(Regex regex);
  }

  void each(Env env, JsonNode in, Use use) {
    if (isSingle()) {
      use.of(value(env, in));
    } else if (modifiers == null) {
      regex.run(env, in, null, (r, p) -> use.of(compile(r, null, env.run::regex)));
    } else if (flagsLast) {
      regex.run(
          env,
          in,
          null,
          (r, p) -> modifiers.run(env, in, null, (f, q) -> use.of(compile(r, f, env.run::regex))));
    } else {
      modifiers.run(
          env,
          in,
          null,
          (f, p) -> regex.run(env, in, null, (r, q) -> use.of(compile(r, f, env.run::regex))));
    }
  }
}
