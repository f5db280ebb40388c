package io.drover.kube;

import io.drover.delivery.PermanentException;
import io.drover.delivery.TransientException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The API server's answer, with its status, that it does not do what a verb asks for. */
record Refusal(KubeOperation verb, Manifest manifest, KubernetesClientException answer) {
  /** Where the answer to a patch shows the whole object, which may hold secrets. */
  private static final String OBJECT_BEGINS = "Invalid value: \"{";

  private static final String OBJECT_ENDS = "}\": ";

  boolean isAlreadyThere() {
    return verb == KubeOperation.CREATE && reason().equals("AlreadyExists");
  }

  /** A 404 about the object itself, and not about its kind. */
  boolean isGone() {
    Status status = answer.getStatus();
    return verb == KubeOperation.DELETE
        && reason().equals("NotFound")
        && status.getDetails() != null
        && manifest.name().equals(status.getDetails().getName());
  }

  /** What to throw: with the verb and the object, and the remedy where there is one. */
  RuntimeException exception() {
    String text = verb.doing() + " " + manifest + ": " + withoutObject(answer.getStatus());
    if (verb == KubeOperation.APPLY && reason().equals("Conflict")) {
      return new TransientException(
          text + "; leave these fields out, or take them with the option force");
    }
    if (answer.getCode() == HttpURLConnection.HTTP_UNSUPPORTED_TYPE) {
      return new PermanentException(
          text + "; the kind takes no strategic merge patch: use patchType=merge");
    }
    Status told = new StatusBuilder(answer.getStatus()).withMessage(text).build();
    return new KubernetesClientException(text, answer.getCode(), told);
  }

  private static String withoutObject(Status status) {
    String message = String.valueOf(status.getMessage());
    int begin = message.indexOf(OBJECT_BEGINS);
    int end = message.lastIndexOf(OBJECT_ENDS);
    return begin < 0 || end < begin
        ? message
        : message.substring(0, begin) + message.substring(end + OBJECT_ENDS.length());
  }

  private String reason() {
    return String.valueOf(answer.getStatus().getReason());
  }
}
