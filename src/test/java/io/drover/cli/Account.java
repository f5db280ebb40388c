package io.drover.cli;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;

/** A ServiceAccount of a real API server with the rights in its namespace that a test grants. */
final class Account {
  private static final String NAME = "tested";

  private final KubernetesClient admin;
  private final String namespace;
  private final Map<String, PolicyRule> rules = new TreeMap<>();

  private Account(KubernetesClient admin, String namespace) {
    this.admin = admin;
    this.namespace = namespace;
  }

  static Account of(KubernetesClient admin, String namespace) {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .serverSideApply();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(NAME)
                .withNamespace(namespace)
                .endSubject()
                .build())
        .serverSideApply();
    return new Account(admin, namespace);
  }

  /** Grants these verbs on a resource of any group, in place of those granted before. */
  void grant(String resource, String... verbs) {
    rules.put(
        resource,
        new PolicyRuleBuilder()
            .withApiGroups("*")
            .withResources(resource)
            .withVerbs(verbs)
            .build());
    admin
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .addAllToRules(rules.values())
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  String token() {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(NAME)
        .tokenRequest(
            new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
        .getStatus()
        .getToken();
  }
}
