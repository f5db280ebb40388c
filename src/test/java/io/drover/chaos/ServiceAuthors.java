package io.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.IngressRules;
import io.drover.cli.RandomServices;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** People who own Services, and what Ingresses these had a right to. Thread-safe. */
final class ServiceAuthors {
  private static final String HOST = "autodeploy-ingress-host";

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Set<JsonNode>> rights = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> authors = new ConcurrentHashMap<>();
  private final Set<String> spoilt = ConcurrentHashMap.newKeySet();

  ServiceAuthors(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  static String name(int service) {
    return "svc-" + service;
  }

  /** Makes or replaces it, by chance with a mistake, or with nothing that asks for an Ingress. */
  void put(int service, long seed) {
    Random random = new Random(seed);
    Service drawn = draw(service, random);
    while (isMistaken(drawn) && random.nextInt(3) > 0) {
      drawn = draw(service, random);
    }
    if (random.nextInt(10) == 0) {
      drawn.getMetadata().getAnnotations().remove(HOST);
    }
    put(drawn);
  }

  private Service draw(int service, Random random) {
    return new RandomServices(random.nextLong()).service(namespace, name(service));
  }

  private static boolean isMistaken(Service service) {
    try {
      return IngressRules.expected(service).isEmpty();
    } catch (IngressRules.Mistake e) {
      return true;
    }
  }

  /** One that is right. */
  void putRight(int service) {
    put(plain(service, "h" + service + ".example"));
  }

  /** Its host becomes what no host can be. */
  void spoil(int service) {
    spoilt.add(name(service));
    put(plain(service, "NO_HOST"));
  }

  /** Whether a Service has a mistake that came when its Ingress was right. */
  boolean isSpoilt(String name) {
    return spoilt.contains(name);
  }

  private Service plain(int service, String host) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name(service))
        .withNamespace(namespace)
        .withAnnotations(Map.of(HOST, host))
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withPort(80)
        .endPort()
        .endSpec()
        .build();
  }

  void renew(int service, long seed) {
    delete(service);
    put(service, seed);
  }

  void delete(int service) {
    oneAtATime(name(service), services -> services.withName(name(service)).delete());
  }

  private void put(Service service) {
    String name = service.getMetadata().getName();
    Service stored =
        oneAtATime(
            name, services -> services.resource(service).createOr(NonDeletingOperation::update));
    Set<JsonNode> right =
        rights.computeIfAbsent(stored.getMetadata().getUid(), uid -> ConcurrentHashMap.newKeySet());
    try {
      IngressRules.expected(stored).ifPresent(right::add);
    } catch (IngressRules.Mistake e) {
      // no Ingress is right for it
    }
  }

  /** A Service has one author, who does one thing after the other. */
  private <T> T oneAtATime(
      String name, Function<NonNamespaceOperation<Service, ?, ServiceResource<Service>>, T> deed) {
    ReentrantLock author = authors.computeIfAbsent(name, n -> new ReentrantLock());
    author.lock();
    try {
      return Patience.until(() -> deed.apply(client.services().inNamespace(namespace)));
    } finally {
      author.unlock();
    }
  }

  /** All specs that were ever right for the Ingress of a Service, with a member passed. */
  Set<JsonNode> rights(String uid) {
    return rights.getOrDefault(uid, Set.of());
  }
}
