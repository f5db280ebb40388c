package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The endpoint of an action that can say what it would do: to try a route. It checks the message as
 * in earnest and throws what the action would throw.
 */
public interface Rehearsable {
  /**
   * What it would send.
   *
   * @param body as it would reach the API, an object or a list of them
   * @param what it would do, in words such as {@code create Workflow argo/x-1}
   * @param finished what was done for the event before, in words; null if it is to be done now
   * @param content what the body holds
   */
  record Rehearsal(JsonNode body, String what, String finished, Content content) {
    /** Of whole objects. */
    public Rehearsal(JsonNode body, String what, String finished) {
      this(body, what, finished, Content.OBJECTS);
    }
  }

  /** What the body of a rehearsal holds. */
  enum Content {
    /** Kubernetes objects with all their fields. */
    OBJECTS,
    /** Parts of objects: a patch of what is there. */
    PARTS,
    /** No fields of objects that could be judged. */
    OTHER
  }

  /** Asks nobody and changes nothing. */
  Rehearsal rehearse(Exchange exchange);

  /**
   * What it would do to the objects that there are.
   *
   * @param finished as of {@link Rehearsal}, by what is there
   * @param failure what the rest of it would end with, or null
   */
  record Comparison(List<ObjectChange> changes, String finished, RuntimeException failure) {}

  /**
   * Compares what it would do with what there is, by the server's own dry run. The client must be
   * one that changes nothing.
   */
  Comparison compare(Exchange exchange);
}
