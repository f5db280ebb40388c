package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An annotation that objects must have.
 *
 * @param value what it must match from its first character to its last; null for anything
 */
record AnnotationCondition(String key, Pattern value) implements Condition {
  /**
   * Reads {@code KEY}, {@code KEY=VALUE} or {@code KEY=~REGEX}. A key never has a {@code =}.
   *
   * @throws IllegalArgumentException if there is no key or the expression is none
   */
  static AnnotationCondition parse(String text) {
    int equals = text.indexOf('=');
    String key = (equals < 0 ? text : text.substring(0, equals)).strip();
    if (key.isEmpty()) {
      throw new IllegalArgumentException(
          "annotation: '" + text + "' names none: write KEY, KEY=VALUE or KEY=~REGEX");
    }
    return new AnnotationCondition(key, equals < 0 ? null : pattern(text.substring(equals + 1)));
  }

  private static Pattern pattern(String text) {
    if (!text.startsWith("~")) {
      return Pattern.compile(text, Pattern.LITERAL);
    }
    try {
      return Pattern.compile(text.substring(1));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "annotation: '" + text.substring(1) + "' is no regular expression: " + e.getMessage(), e);
    }
  }

  @Override
  public String refusal(GenericKubernetesResource object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String found = annotations == null ? null : annotations.get(key);
    if (found == null) {
      return "it has no annotation " + key;
    }
    return value == null || value.matcher(found).matches()
        ? null
        : "its annotation " + key + " is not " + value;
  }
}
