package io.drover.cli;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be done in a namespace, each as {@code NAMESPACE GROUP/RESOURCE VERB}. */
final class Rights {
  private Rights() {}

  /** What Roles grant, each in its namespace. */
  static Set<String> granted(List<Role> roles) {
    Set<String> granted = new HashSet<>();
    for (Role role : roles) {
      String namespace = role.getMetadata().getNamespace();
      role.getRules().stream()
          .flatMap(r -> rights(namespace, r.getApiGroups(), r.getResources(), r.getVerbs()))
          .forEach(granted::add);
    }
    return granted;
  }

  /** What the API server allows to the user of a client. */
  static Set<String> allowed(KubernetesClient client, String namespace) {
    return client
        .authorization()
        .v1()
        .selfSubjectRulesReview()
        .create(
            new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build())
        .getStatus()
        .getResourceRules()
        .stream()
        .flatMap(r -> rights(namespace, r.getApiGroups(), r.getResources(), r.getVerbs()))
        .collect(toCollection(HashSet::new));
  }

  /** What requests in namespaces needed, by the audit log; not those that were forbidden. */
  static Set<String> used(List<JsonNode> requests) {
    Set<String> used = new HashSet<>();
    for (JsonNode request : requests) {
      JsonNode object = request.path("objectRef");
      int answer = request.at("/responseStatus/code").asInt();
      if (object.has("namespace") && answer != HttpURLConnection.HTTP_FORBIDDEN) {
        String group = object.path("apiGroup").asText();
        String resource =
            object.path("namespace").asText()
                + " "
                + group
                + "/"
                + object.path("resource").asText();
        used.add(resource + " " + request.path("verb").asText());
        if (answer == HttpURLConnection.HTTP_CREATED) { // an apply that makes the object
          used.add(resource + " create");
        }
      }
    }
    return used;
  }

  private static Stream<String> rights(
      String namespace, List<String> groups, List<String> resources, List<String> verbs) {
    return groups.stream()
        .flatMap(group -> resources.stream().map(r -> namespace + " " + group + "/" + r + " "))
        .flatMap(resource -> verbs.stream().map(verb -> resource + verb));
  }
}
