package io.drover.kube;

import io.drover.delivery.PermanentException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code kube:} does. */
public enum KubeOperation {
  /** Source: the objects of a kind, by their latest state. */
  WATCH(null),
  /** Action: the objects in the body exist for the watched one, and no others. */
  RECONCILE(null),
  /** Verb: the objects in the body are made. */
  CREATE("creating"),
  /** Verb: the objects in the body are as they say, by server-side apply. */
  APPLY("applying"),
  /** Verb: the objects in the body take the place of those that are there. */
  REPLACE("replacing"),
  /** Verb: what the body says of an object is changed. */
  PATCH("patching"),
  /** Verb: the objects that the body names are removed. */
  DELETE("deleting");

  private final String doing;

  /**
   * @param doing the verb in a sentence; null if it is none that acts on the objects of the body
   */
  KubeOperation(String doing) {
    this.doing = doing;
  }

  static KubeOperation of(String name) {
    for (KubeOperation operation : values()) {
      if (operation.word().equals(name)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "kube:"
            + name
            + ": the operations are "
            + Arrays.stream(values())
                .map(o -> "kube:" + o.word())
                .collect(Collectors.joining(", ")));
  }

  /**
   * The verb that a message names.
   *
   * @throws PermanentException if it is none
   */
  static KubeOperation verb(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.isVerb() && operation.word().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new PermanentException(
                    "the header "
                        + KubeConstants.OPERATION
                        + " is '"
                        + name
                        + "': it may be "
                        + Arrays.stream(values())
                            .filter(KubeOperation::isVerb)
                            .map(KubeOperation::word)
                            .collect(Collectors.joining(", "))));
  }

  /** Whether it acts on the objects in the body of a message, once for each message. */
  boolean isVerb() {
    return doing != null;
  }

  /** As in {@code applying}. */
  String doing() {
    return doing;
  }

  /** The verbs of RBAC that it needs. */
  List<String> rights() {
    return switch (this) {
      case APPLY -> List.of("patch", "create");
      case REPLACE -> List.of("update");
      default -> List.of(word());
    };
  }

  /** As it is written in a route. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
