package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels that objects must have, written as <a
 * href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">
 * kubectl and the API server</a> read them: {@code app=web,tier!=cache,stage in (a, b),!old}.
 *
 * @param text as the API server is asked
 */
record LabelSelector(String text, List<Requirement> requirements) implements Condition {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*(?:(?<absent>!)\\s*)?(?<key>[A-Za-z0-9][-A-Za-z0-9_./]*)\\s*"
              + "(?:(?<operator>==|=|!=)\\s*(?<value>[-A-Za-z0-9_.]*)"
              + "|(?<set>in|notin)\\s*\\((?<values>[-A-Za-z0-9_., ]*)\\))?\\s*(?:,|$)");

  /**
   * One of them.
   *
   * @param values null for any
   * @param wanted whether the label must be there with one of the values, or must not
   */
  private record Requirement(String key, Set<String> values, boolean wanted) {
    boolean holds(Map<String, String> labels) {
      String found = labels.get(key);
      boolean matches = found != null && (values == null || values.contains(found));
      return matches == wanted;
    }
  }

  /**
   * Reads one; an empty text selects all.
   *
   * @throws IllegalArgumentException naming the part that is none
   */
  static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    Matcher matcher = REQUIREMENT.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at || isBoth(matcher)) {
        throw new IllegalArgumentException(
            "'"
                + text.substring(at)
                + "' is no label selector: write app=web,tier!=cache,stage in (a, b),!old");
      }
      requirements.add(requirement(matcher));
      at = matcher.end();
    }
    return new LabelSelector(text, List.copyOf(requirements));
  }

  private static boolean isBoth(Matcher found) {
    return found.group("absent") != null
        && (found.group("operator") != null || found.group("set") != null);
  }

  private static Requirement requirement(Matcher found) {
    String key = found.group("key");
    if (found.group("operator") != null) {
      boolean wanted = !found.group("operator").equals("!=");
      return new Requirement(key, Set.of(found.group("value")), wanted);
    }
    if (found.group("set") != null) {
      Set<String> values = Set.copyOf(Texts.items(found.group("values")));
      return new Requirement(key, values, found.group("set").equals("in"));
    }
    return new Requirement(key, null, found.group("absent") == null);
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  boolean matches(GenericKubernetesResource object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    Map<String, String> present = labels == null ? Map.of() : labels;
    return requirements.stream().allMatch(requirement -> requirement.holds(present));
  }

  @Override
  public String refusal(GenericKubernetesResource object) {
    return matches(object) ? null : "its labels are not " + text;
  }
}
