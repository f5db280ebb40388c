package io.drover.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of all Services and Ingresses. */
final class IngressVerdict implements Judgement {
  /** What is promised of Ingresses at rest. */
  enum Promise {
    ALL_RIGHT("Services with just the Ingress they ask for"),
    NOTHING_MISSING("Ingresses that are missing"),
    NOTHING_UNASKED("Ingresses that nobody asks for"),
    MISTAKEN_KEEP("Services with a mistake, their Ingress as it was"),
    STRANGERS_ALONE("Ingresses of strangers as these left them"),
    QUIET("writes when all was right"),
    NO_EXCESS("writes beyond all reason");

    private final String words;

    Promise(String words) {
      this.words = words;
    }
  }

  private final Map<Promise, Integer> kept = new EnumMap<>(Promise.class);
  private final Map<Promise, List<String>> broken = new EnumMap<>(Promise.class);

  /** Notes one thing for which a promise is kept. */
  void keep(Promise promise) {
    kept.merge(promise, 1, Integer::sum);
  }

  /** Notes one thing for which a promise is broken. */
  void add(Promise promise, String what) {
    broken.computeIfAbsent(promise, p -> new ArrayList<>()).add(what);
  }

  /** What a promise is broken for. */
  List<String> broken(Promise promise) {
    return broken.getOrDefault(promise, List.of());
  }

  @Override
  public Map<String, Integer> kept() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    kept.forEach((promise, count) -> counts.put(promise.words, count));
    return counts;
  }

  @Override
  public Map<String, List<?>> broken() {
    Map<String, List<?>> lists = new LinkedHashMap<>();
    for (Promise promise : Promise.values()) {
      lists.put("broken: " + promise.words, broken(promise));
    }
    return lists;
  }
}
