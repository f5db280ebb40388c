package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.DeadLetter;
import io.drover.store.StoreView;
import io.drover.testing.JqCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The dead letters of a store, as they are at one moment. */
final class StoredLetters {
  private final StoreView store;

  StoredLetters(StoreView store) {
    this.store = store;
  }

  /** Those that a condition takes, the one kept longest ago first. */
  List<DeadLetter> those(Predicate<DeadLetter> condition) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    store.read(
        DeadLetter.TABLE,
        entry -> {
          DeadLetter letter = new DeadLetter((ObjectNode) entry.value());
          if (condition.test(letter)) {
            letters.add(letter);
          }
        });
    return letters;
  }

  /**
   * The letters of ids; an event that is dead in several routes has several.
   *
   * @param ids each an event's id, or a route and an event's id as in {@code thumbnails/ID}
   * @throws UsageException if one of them is of no letter
   */
  List<DeadLetter> named(List<String> ids) throws IOException {
    List<DeadLetter> found = those(letter -> ids.stream().anyMatch(id -> isCalled(letter, id)));
    for (String id : ids) {
      if (found.stream().noneMatch(letter -> isCalled(letter, id))) {
        throw new UsageException(
            "there is no dead letter " + id + ": drover dead-letters list shows those there are");
      }
    }
    return found;
  }

  private static boolean isCalled(DeadLetter letter, String id) {
    return id.equals(letter.text("id")) || id.equals(letter.key());
  }

  /**
   * A condition written in jq.
   *
   * @throws UsageException if it is no jq
   */
  static Predicate<DeadLetter> where(String expression) {
    JqCondition condition;
    try {
      condition = JqCondition.compile(expression);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--where " + expression + ": " + e.getMessage(), e);
    }
    return letter -> isTrue(condition, letter, expression);
  }

  private static boolean isTrue(JqCondition condition, DeadLetter letter, String expression) {
    try {
      return condition.test(letter.json());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--where "
              + expression
              + ": "
              + e.getMessage()
              + " for "
              + letter.key()
              + ", and has to give true or false",
          e);
    }
  }
}
