package io.drover.chaos;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What became of all uploads.
 *
 * @param right versions with their one Workflow
 * @param dead poison with its one dead letter
 * @param lost versions without a Workflow
 * @param doubled versions with several
 * @param unasked Workflows for what should have none
 * @param unburied poison without a dead letter of its own and its reason
 * @param buriedOften poison with several
 * @param buriedAlive dead letters of what is no poison
 * @param both keys with a dead letter and a Workflow
 */
record Verdict(
    int right,
    int dead,
    List<ObjectVersion> lost,
    List<ObjectVersion> doubled,
    List<ObjectVersion> unasked,
    List<String> unburied,
    List<String> buriedOften,
    List<String> buriedAlive,
    List<String> both)
    implements Judgement {

  /**
   * Judges.
   *
   * @param created the version of each Workflow that was ever created
   */
  static Verdict of(
      Collection<StoredObject> stored,
      Collection<ObjectVersion> created,
      Collection<DeadLetterOracle.Letter> letters) {
    Map<ObjectVersion, Long> workflows = count(created, version -> version);
    Map<String, Long> buried = count(letters, DeadLetterOracle.Letter::key);
    Set<ObjectVersion> wanted = versions(stored, StoredObject::isToBecomeAWorkflow);
    Set<String> poison = keys(versions(stored, StoredObject::isPoison));
    Set<String> withReason =
        letters.stream()
            .filter(Verdict::namesItsReason)
            .map(DeadLetterOracle.Letter::key)
            .collect(Collectors.toSet());
    return new Verdict(
        (int) wanted.stream().filter(v -> workflows.getOrDefault(v, 0L) == 1).count(),
        (int) poison.stream().filter(k -> buried.getOrDefault(k, 0L) == 1).count(),
        which(wanted, v -> !workflows.containsKey(v)),
        which(workflows.keySet(), v -> workflows.get(v) > 1),
        which(workflows.keySet(), v -> !wanted.contains(v)),
        which(poison, k -> !withReason.contains(k)),
        which(poison, k -> buried.getOrDefault(k, 0L) > 1),
        which(buried.keySet(), k -> !poison.contains(k)),
        which(buried.keySet(), keys(workflows.keySet())::contains));
  }

  private static boolean namesItsReason(DeadLetterOracle.Letter letter) {
    return Poison.of(letter.key())
        .filter(poison -> letter.reason().contains(poison.reason()))
        .isPresent();
  }

  private static <T, K> Map<K, Long> count(Collection<T> all, Function<T, K> what) {
    return all.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
  }

  private static Set<ObjectVersion> versions(
      Collection<StoredObject> stored, Predicate<StoredObject> which) {
    return stored.stream()
        .filter(which)
        .map(StoredObject::version)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> keys(Set<ObjectVersion> versions) {
    return versions.stream().map(ObjectVersion::key).collect(Collectors.toSet());
  }

  private static <T> List<T> which(Collection<T> all, Predicate<T> condition) {
    return all.stream().filter(condition).toList();
  }

  @Override
  public Map<String, Integer> kept() {
    Map<String, Integer> kept = new LinkedHashMap<>();
    kept.put("one Workflow each", right);
    kept.put("one dead letter each", dead);
    return kept;
  }

  @Override
  public Map<String, List<?>> broken() {
    Map<String, List<?>> broken = new LinkedHashMap<>();
    broken.put("lost: no Workflow", lost);
    broken.put("doubled: several Workflows", doubled);
    broken.put("unasked: a Workflow for poison or for no picture", unasked);
    broken.put("poison without its dead letter and reason", unburied);
    broken.put("poison with several dead letters", buriedOften);
    broken.put("a dead letter of what is no poison", buriedAlive);
    broken.put("in both", both);
    return broken;
  }
}
