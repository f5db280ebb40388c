package io.drover.delivery;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * A request to the Kubernetes API that may be forbidden. The answer 403 does not say whether our
 * account lacks a right, which somebody may grant, or a policy refuses the object, which stays so;
 * the API server is asked.
 *
 * @param verbs as in RBAC, such as {@code create}; an apply that makes an object needs {@code
 *     patch} too
 * @param resource the plural
 */
public record ForbiddenRequest(
    List<String> verbs, String group, String resource, String namespace) {
  private static final String TERMINATING = "NamespaceTerminating";

  /**
   * What to throw for an exception of the client: the exception itself unless it is a 403.
   *
   * @return a {@link TransientException} if the account lacks the right, the namespace is being
   *     deleted or its quota is used up, else a {@link PermanentException}
   */
  public RuntimeException explain(KubernetesClient client, KubernetesClientException answer) {
    if (answer.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
      return answer;
    }
    String reason = Reason.of(answer);
    if (isTerminating(answer.getStatus())) {
      return new TransientException(reason);
    }
    if (reason.contains("exceeded quota")) {
      return new UnavailableException(reason);
    }
    String missing = missingRight(client);
    if (missing != null) {
      return new UnavailableException(missing + "; " + reason);
    }
    return new PermanentException("a policy of the cluster refuses it: " + reason, answer);
  }

  /** The first right that our account lacks, in words with the remedy; null if it has all. */
  public String missingRight(KubernetesClient client) {
    for (String verb : verbs) {
      if (!isAllowed(client, verb)) {
        return "our account may not " + verb + " " + what() + ": grant it that right";
      }
    }
    return null;
  }

  private String what() {
    String name = group.isEmpty() ? resource : resource + "." + group;
    return namespace == null ? name : name + " in namespace " + namespace;
  }

  private boolean isAllowed(KubernetesClient client, String verb) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(resource)
            .withNamespace(namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    SubjectAccessReviewStatus answer =
        client.authorization().v1().selfSubjectAccessReview().create(review).getStatus();
    return answer == null || Boolean.TRUE.equals(answer.getAllowed());
  }

  private static boolean isTerminating(Status status) {
    return status != null
        && status.getDetails() != null
        && status.getDetails().getCauses().stream()
            .anyMatch(cause -> TERMINATING.equals(cause.getReason()));
  }
}
