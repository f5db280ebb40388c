package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * A verb on one object, and what its refusals mean. Knows no Camel; thread-safe.
 *
 * @param identity what objects are made for; null where that is not known
 */
record VerbAction(
    KubeOperation verb, VerbOptions options, ActionIdentity identity, VerbRequests requests) {

  /**
   * What a verb did.
   *
   * @param what in words
   * @param isNew whether it changed something, as far as one can tell; else that had been done
   * @param answer the object as the API server has it; of one that was removed what it says of that
   */
  record Done(Manifest manifest, String what, boolean isNew, JsonNode answer) {}

  /** Acts on an object. */
  Done act(Manifest manifest) {
    try {
      return switch (verb) {
        case CREATE -> done(manifest, "created ", requests.create(manifest));
        case REPLACE -> done(manifest, "replaced ", requests.replace(manifest));
        case PATCH -> done(manifest, "patched ", requests.patch(manifest, options.getPatchType()));
        case APPLY -> done(manifest, "applied ", requests.apply(manifest, options.isForce()));
        case DELETE -> done(manifest, "deleted ", requests.delete(manifest, options.propagation()));
        default -> throw new IllegalStateException(verb + " acts on no object");
      };
    } catch (KubernetesClientException e) {
      return refused(manifest, e);
    } catch (PermanentException e) {
      throw new PermanentException(verb.doing() + " " + manifest + ": " + e.getMessage(), e);
    }
  }

  private static Done done(Manifest manifest, String word, JsonNode answer) {
    return new Done(manifest, word + manifest, true, answer);
  }

  private Done refused(Manifest manifest, KubernetesClientException answer) {
    if (answer.getStatus() == null) {
      throw answer;
    }
    Refusal refusal = new Refusal(verb, manifest, answer);
    if (refusal.isAlreadyThere()) {
      return existing(manifest, answer);
    }
    if (refusal.isGone()) {
      return new Done(manifest, manifest + " was not there", false, requests.json(answer));
    }
    throw refusal.exception();
  }

  private Done existing(Manifest manifest, KubernetesClientException answer) {
    JsonNode live = requests.get(manifest);
    if (live == null) {
      throw new TransientException(manifest + " existed and is gone: trying again");
    }
    if (identity == null || !identity.made(live.path("metadata"))) {
      throw new PermanentException(
          "creating "
              + manifest
              + ": one of that name exists that was not made for this event; to change what is"
              + " there use kube:apply; docs/troubleshooting.md#exists-already",
          answer);
    }
    return new Done(manifest, manifest + " was there", false, live);
  }

  /** That of the objects in a list, when all are done, in the past tense. */
  static String summary(List<Done> done) {
    return done.isEmpty()
        ? "nothing to do: the list is empty"
        : String.join(", ", done.stream().map(Done::what).toList());
  }
}
