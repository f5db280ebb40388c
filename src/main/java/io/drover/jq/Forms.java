package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that run their arguments themselves, and not once before. */
final class Forms {
  /** Makes the node of a call. */
  interface Form {
    Node of(List<Node> arguments, int line);
  }

  private static final Node IDENTITY = new BasicNodes.Identity();
  private static final Node ZERO = new BasicNodes.Constant(Numbers.of(0));
  private static final Node ONE = new BasicNodes.Constant(Numbers.of(1));
  private static final Node NO_MODIFIERS = new BasicNodes.Constant(Values.NULL);
  private static final Map<String, Form> ALL = all();

  private Forms() {}

  /** By name and number of arguments; null if there is none. */
  static Form find(String signature) {
    return ALL.get(signature);
  }

  static Map<String, Form> map() {
    return ALL;
  }

  private static Map<String, Form> all() {
    Map<String, Form> all = new HashMap<>();
    addControl(all);
    addPaths(all);
    addLoops(all);
    addCollections(all);
    addExpressions(all);
    return Map.copyOf(all);
  }

  private static void addControl(Map<String, Form> all) {
    all.put("empty/0", (a, line) -> new ControlNodes.Empty());
    all.put("inputs/0", (a, line) -> new ControlNodes.Empty());
    all.put("error/0", (a, line) -> new ControlNodes.Raise(IDENTITY, line));
    all.put("error/1", (a, line) -> new ControlNodes.Raise(a.get(0), line));
    all.put("select/1", (a, line) -> new ControlNodes.Select(a.get(0)));
    all.put("debug/0", (a, line) -> new LogNode(IDENTITY, line));
    all.put("debug/1", (a, line) -> new LogNode(a.get(0), line));
    all.put("stderr/0", (a, line) -> new LogNode(IDENTITY, line));
  }

  private static void addPaths(Map<String, Form> all) {
    all.put("path/1", (a, line) -> new PathNodes.Paths(a.get(0)));
    all.put("getpath/1", (a, line) -> new PathNodes.GetPath(a.get(0), line));
    all.put("del/1", (a, line) -> new UpdateNodes.Delete(a.get(0), line));
    all.put("recurse/0", (a, line) -> new AccessNodes.Descend());
    all.put("map_values/1", (a, line) -> new UpdateNodes.Update(each(line), a.get(0), line));
  }

  private static Node each(int line) {
    return new AccessNodes.Each(false, line);
  }

  private static void addLoops(Map<String, Form> all) {
    all.put("range/1", (a, line) -> new LoopNodes.Range(ZERO, a.get(0), line));
    all.put("range/2", (a, line) -> new LoopNodes.Range(a.get(0), a.get(1), line));
    all.put("range/3", (a, line) -> new LoopNodes.RangeBy(a.get(0), a.get(1), a.get(2)));
    all.put("limit/2", (a, line) -> new LoopNodes.Limit(a.get(0), a.get(1)));
    all.put("skip/2", (a, line) -> new LoopNodes.Skip(a.get(0), a.get(1)));
    all.put("first/1", (a, line) -> new LoopNodes.Limit(ONE, a.get(0)));
    all.put("last/1", (a, line) -> new LoopNodes.Last(a.get(0)));
    all.put("isempty/1", (a, line) -> new LoopNodes.Search(a.get(0), null, true, false));
    all.put("any/0", (a, line) -> any(each(line), IDENTITY));
    all.put("any/1", (a, line) -> any(each(line), a.get(0)));
    all.put("any/2", (a, line) -> any(a.get(0), a.get(1)));
    all.put("all/0", (a, line) -> all(each(line), IDENTITY));
    all.put("all/1", (a, line) -> all(each(line), a.get(0)));
    all.put("all/2", (a, line) -> all(a.get(0), a.get(1)));
  }

  private static Node any(Node of, Node condition) {
    return new LoopNodes.Search(of, condition, true, true);
  }

  private static Node all(Node of, Node condition) {
    return new LoopNodes.Search(of, condition, false, false);
  }

  private static void addCollections(Map<String, Form> all) {
    all.put("map/1", (a, line) -> new CollectionNodes.Map(a.get(0), line));
    all.put("add/0", (a, line) -> new CollectionNodes.Sum(each(line), line));
    all.put("add/1", (a, line) -> new CollectionNodes.Sum(a.get(0), line));
    keyed(all, "sort_by/1", Sorting::sorted, "cannot be sorted, as they are not both arrays");
    keyed(all, "group_by/1", Sorting::groups, "cannot be sorted, as they are not both arrays");
    keyed(
        all,
        "unique_by/1",
        (array, keys, run) -> ValueFunctions.firsts(Sorting.groups(array, keys, run)),
        "cannot be sorted, as they are not both arrays");
    keyed(
        all,
        "min_by/1",
        (array, keys, run) -> Sorting.extreme(array, keys, true, run),
        "cannot be iterated over");
    keyed(
        all,
        "max_by/1",
        (array, keys, run) -> Sorting.extreme(array, keys, false, run),
        "cannot be iterated over");
  }

  private static void keyed(
      Map<String, Form> all, String name, CollectionNodes.ByKeys then, String refusal) {
    CollectionNodes.ByKeys checked =
        (array, keys, run) -> {
          if (!array.isArray()) {
            throw new JqError(Values.typed(array) + " and " + Values.typed(keys) + " " + refusal);
          }
          return then.of(array, keys, run);
        };
    all.put(name, (a, line) -> new CollectionNodes.Keyed(a.get(0), checked, line));
  }

  private static void addExpressions(Map<String, Form> all) {
    all.put("test/1", (a, line) -> new RegexNodes.Test(pattern(a, "", false), line));
    all.put("test/2", (a, line) -> new RegexNodes.Test(pattern(a, "", false), line));
    all.put("match/1", (a, line) -> new RegexNodes.Match(pattern(a, "", false), line));
    all.put("match/2", (a, line) -> new RegexNodes.Match(pattern(a, "", false), line));
    all.put("capture/1", (a, line) -> new RegexNodes.Capture(pattern(a, "", false), line));
    all.put("capture/2", (a, line) -> new RegexNodes.Capture(pattern(a, "", false), line));
    all.put("scan/1", (a, line) -> new RegexNodes.Scan(plain(a, "g"), line));
    all.put("scan/2", (a, line) -> new RegexNodes.Scan(pattern(a, "g", true), line));
    all.put("splits/1", (a, line) -> new RegexNodes.Splits(plain(a, "g"), line));
    all.put("splits/2", (a, line) -> new RegexNodes.Splits(pattern(a, "g", true), line));
    all.put(
        "split/2",
        (a, line) -> new BasicNodes.Collect(new RegexNodes.Splits(pattern(a, "g", true), line)));
    all.put("sub/2", (a, line) -> substitute(a, plain(a, ""), line));
    all.put("gsub/2", (a, line) -> substitute(a, plain(a, "g"), line));
    all.put("sub/3", (a, line) -> substitute(a, last(a, ""), line));
    all.put("gsub/3", (a, line) -> substitute(a, last(a, "g"), line));
  }

  private static RegexArgument pattern(List<Node> a, String always, boolean flagsLast) {
    Node modifiers = a.size() > 1 ? a.get(1) : null;
    return new RegexArgument(a.get(0), modifiers, always, flagsLast);
  }

  private static RegexArgument plain(List<Node> a, String always) {
    return new RegexArgument(a.get(0), NO_MODIFIERS, always, true);
  }

  private static RegexArgument last(List<Node> a, String always) {
    return new RegexArgument(a.get(0), a.get(2), always, true);
  }

  private static Node substitute(List<Node> a, RegexArgument pattern, int line) {
    return new RegexNodes.Substitute(pattern, a.get(1), line);
  }

  /** {@code debug} and {@code stderr}: write to the log, and pass the value on. */
  private static final class LogNode extends Node.Single {
    private final Node messages;
    private final int line;

    LogNode(Node messages, int line) {
      this.messages = messages;
      this.line = line;
    }

    @Override
    JsonNode value(Env env, JsonNode in) {
      messages.run(
          env, in, null, (message, path) -> env.run.log(line, Values.shown(message, 1_000)));
      return in;
    }
  }
}
