package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an action does to an object.
 *
 * @param name {@code NAMESPACE/NAME}, or the name of a cluster-scoped object
 * @param before the object as it was; null if there was none
 * @param after the object as it is then; null if it is gone
 */
public record ObjectChange(Verb verb, String kind, String name, JsonNode before, JsonNode after) {
  /** The past tense of what is done. */
  public enum Verb {
    CREATED,
    UPDATED,
    /** It was somebody else's before. */
    ADOPTED,
    REMOVED,
    UNCHANGED,
    /** It differs, and stays as it is. */
    LEFT
  }

  /** Such as {@code created Ingress playground/a-ing}. */
  @Override
  public String toString() {
    return verb.name().toLowerCase(java.util.Locale.ROOT) + " " + kind + " " + name;
  }
}
