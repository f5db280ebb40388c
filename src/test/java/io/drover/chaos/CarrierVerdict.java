package io.drover.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of all uploads.
 *
 * @param right versions with their one Workflow
 * @param unanswered versions whose sender had no answer, and that have no Workflow where none is
 *     promised for them
 * @param lost versions without a Workflow
 * @param unheard those of the lost that the carrier itself never had, where that can be told
 * @param doubled versions with several
 * @param unasked Workflows for what should have none
 * @param waits how long each version waited for its Workflow, in whole seconds
 * @param words what to call one that is missed
 */
record CarrierVerdict(
    int right,
    int unanswered,
    List<ObjectVersion> lost,
    List<ObjectVersion> unheard,
    List<ObjectVersion> doubled,
    List<ObjectVersion> unasked,
    List<Duration> waits,
    Function<ObjectVersion, String> words)
    implements Judgement {

  /**
   * Judges.
   *
   * @param created when each Workflow that was ever created was, and for what
   * @param allOfThem whether also what MinIO did not answer for is to have its Workflow
   */
  static CarrierVerdict of(
      Collection<StoredObject> stored,
      Collection<WorkflowOracle.Creation> created,
      AnsweredUploads answered,
      boolean allOfThem,
      Function<ObjectVersion, String> words) {
    Map<ObjectVersion, List<Instant>> workflows =
        created.stream()
            .collect(
                Collectors.groupingBy(
                    WorkflowOracle.Creation::version,
                    Collectors.mapping(WorkflowOracle.Creation::time, Collectors.toList())));
    Set<ObjectVersion> pictures =
        stored.stream()
            .filter(StoredObject::isToBecomeAWorkflow)
            .map(StoredObject::version)
            .collect(Collectors.toSet());
    List<ObjectVersion> without =
        pictures.stream().filter(version -> !workflows.containsKey(version)).toList();
    List<ObjectVersion> lost =
        without.stream().filter(v -> allOfThem || answered.at(v) != null).toList();
    List<Duration> waits = new ArrayList<>();
    for (ObjectVersion version : pictures) {
      if (workflows.containsKey(version) && answered.at(version) != null) {
        Instant whole = Instant.ofEpochSecond(answered.at(version).getEpochSecond());
        waits.add(Duration.between(whole, workflows.get(version).get(0)));
      }
    }
    return new CarrierVerdict(
        (int) pictures.stream().filter(v -> size(workflows, v) == 1).count(),
        without.size() - lost.size(),
        lost,
        List.of(),
        workflows.keySet().stream().filter(v -> size(workflows, v) > 1).toList(),
        workflows.keySet().stream().filter(v -> !pictures.contains(v)).toList(),
        waits.stream().sorted().toList(),
        words);
  }

  /** The same, knowing what the carrier had. */
  CarrierVerdict heard(Set<ObjectVersion> heard) {
    List<ObjectVersion> never = lost.stream().filter(v -> !heard.contains(v)).toList();
    return new CarrierVerdict(right, unanswered, lost, never, doubled, unasked, waits, words);
  }

  private static int size(Map<ObjectVersion, List<Instant>> workflows, ObjectVersion version) {
    return workflows.getOrDefault(version, List.of()).size();
  }

  @Override
  public Map<String, Integer> kept() {
    Map<String, Integer> kept = new LinkedHashMap<>();
    kept.put("one Workflow each", right);
    kept.put("not answered by MinIO, and none promised", unanswered);
    kept.put("the Workflow later than 1 s after the upload", (int) later(1));
    kept.put("seconds that half of those waited at most", seconds(0.5));
    kept.put("seconds that the last one waited", seconds(1));
    return kept;
  }

  private long later(int seconds) {
    return waits.stream().filter(wait -> wait.toSeconds() > seconds).count();
  }

  private int seconds(double part) {
    List<Duration> late = waits.stream().filter(wait -> wait.toSeconds() > 1).toList();
    int index = Math.max(0, (int) Math.ceil(late.size() * part) - 1);
    return late.isEmpty() ? 0 : (int) late.get(index).toSeconds();
  }

  private List<String> described(List<ObjectVersion> versions) {
    return versions.stream().map(words).toList();
  }

  @Override
  public Map<String, List<?>> broken() {
    Map<String, List<?>> broken = new LinkedHashMap<>();
    broken.put("lost: no Workflow", described(lost));
    broken.put("  of these not in the stream", described(unheard));
    broken.put("doubled: several Workflows", doubled);
    broken.put("unasked: a Workflow for no picture", unasked);
    return broken;
  }
}
