package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What patterns bind, and the scope with it. */
final class Names {
  private final Compiler compiler;
  private final BindNodes.Destructuring binding;
  private final Scope scope;
  private final List<String> all;

  Names(Compiler compiler, List<Ast.Pattern> patterns, Scope outer) {
    this.compiler = compiler;
    Set<String> found = new LinkedHashSet<>();
    patterns.forEach(pattern -> collect(pattern, found));
    all = List.copyOf(found);
    Scope inner = outer;
    for (String name : all) {
      inner = inner.with("$" + name);
    }
    scope = inner;
    boolean name = patterns.size() == 1 && patterns.get(0) instanceof Ast.Pattern.Name;
    binding =
        new BindNodes.Destructuring(
            patterns.stream().map(pattern -> matcher(pattern, outer)).toList(), all.size(), name);
  }

  BindNodes.Destructuring binding() {
    return binding;
  }

  Scope scope() {
    return scope;
  }

  private void collect(Ast.Pattern pattern, Set<String> into) {
    if (pattern instanceof Ast.Pattern.Name name) {
      into.add(name.name());
    } else if (pattern instanceof Ast.Pattern.Items items) {
      items.items().forEach(item -> collect(item, into));
    } else if (pattern instanceof Ast.Pattern.Members members) {
      for (Ast.Pattern.Entry entry : members.entries()) {
        if (entry.variable() != null) {
          into.add(entry.variable());
        }
        if (entry.pattern() != null) {
          collect(entry.pattern(), into);
        }
      }
    }
  }

  private BindNodes.Destructuring.Pattern matcher(Ast.Pattern pattern, Scope outer) {
    if (pattern instanceof Ast.Pattern.Name name) {
      return setter(name.name());
    }
    if (pattern instanceof Ast.Pattern.Items items) {
      List<BindNodes.Destructuring.Pattern> parts = new ArrayList<>();
      for (int i = 0; i < items.items().size(); i++) {
        Node key = new BasicNodes.Constant(Numbers.of(i));
        parts.add(part(key, matcher(items.items().get(i), outer)));
      }
      return sequence(parts);
    }
    List<BindNodes.Destructuring.Pattern> parts = new ArrayList<>();
    for (Ast.Pattern.Entry entry : ((Ast.Pattern.Members) pattern).entries()) {
      List<BindNodes.Destructuring.Pattern> of = new ArrayList<>();
      if (entry.variable() != null) {
        of.add(setter(entry.variable()));
      }
      if (entry.pattern() != null) {
        of.add(matcher(entry.pattern(), outer));
      }
      parts.add(part(compiler.compile(entry.key(), outer), sequence(of)));
    }
    return sequence(parts);
  }

  private BindNodes.Destructuring.Pattern setter(String name) {
    int index = all.indexOf(name);
    return (env, value, values, then) -> {
      values[index] = value;
      then.run();
    };
  }

  private BindNodes.Destructuring.Pattern part(Node key, BindNodes.Destructuring.Pattern pattern) {
    return (env, value, values, then) ->
        key.run(
            env,
            value,
            null,
            (by, path) -> pattern.match(env, Access.get(value, by, env.run), values, then));
  }

  private BindNodes.Destructuring.Pattern sequence(List<BindNodes.Destructuring.Pattern> parts) {
    return (env, value, values, then) -> sequence(parts, 0, env, value, values, then);
  }

  private void sequence(
      List<BindNodes.Destructuring.Pattern> parts,
      int index,
      Env env,
      JsonNode value,
      JsonNode[] values,
      Runnable then) {
    if (index == parts.size()) {
      then.run();
    } else {
      parts
          .get(index)
          .match(env, value, values, () -> sequence(parts, index + 1, env, value, values, then));
    }
  }
}
