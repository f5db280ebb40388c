package io.drover.jq;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What there is to call, and what to do instead of what there is not. */
final class Signatures {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("halt", "a program does not end its process: use empty"),
          Map.entry("halt_error", "a program does not end its process: use error(\"...\")"),
          Map.entry("modulemeta", "there are no modules: put the functions into the program"),
          Map.entry("get_search_list", "there are no modules"),
          Map.entry("getenv", "programs see no environment"));

  private Signatures() {}

  static Set<String> of(JqLibrary library) {
    Set<String> all = new TreeSet<>(Functions.map().keySet());
    all.addAll(Forms.map().keySet());
    all.addAll(Prelude.map().keySet());
    all.addAll(library.functions().keySet());
    all.add("builtins/0");
    return all;
  }

  /** Empty if there is nothing to say. */
  static String hint(String name, JqLibrary library) {
    String instead = INSTEAD.get(name);
    if (instead != null) {
      return ": " + instead;
    }
    Set<String> same = of(library);
    same.removeIf(signature -> !signature.startsWith(name + "/"));
    return same.isEmpty() ? "" : ": it has " + String.join(", ", same);
  }
}
