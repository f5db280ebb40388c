package io.drover.kube;

import io.drover.delivery.ForbiddenRequest;
import io.drover.delivery.UnavailableException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** All watches of a route: of owners, of their children, and of namespaces. Thread-safe. */
final class Watches {
  private final KubernetesClient client;
  private final List<WatchedResources> resources = new ArrayList<>();
  private final List<ObjectWatch> watches = new ArrayList<>();

  Watches(KubernetesClient client) {
    this.client = client;
  }

  /** Gives each handler what is there now, and nothing more. */
  synchronized void list() {
    watches.forEach(watch -> watch.list(client));
  }

  /** Adds watches that give what they see to one handler. */
  synchronized void add(List<WatchedResources> watched, ObjectWatch.Handler handler) {
    resources.addAll(watched);
    watched.forEach(each -> watches.add(new ObjectWatch(client, each, handler)));
  }

  /**
   * Asks the API server whether our account may list and watch all of it.
   *
   * @throws UnavailableException naming each right that it lacks
   */
  synchronized void checkRights() {
    String missing =
        resources.stream()
            .map(WatchedResources::rights)
            .distinct()
            .map(this::missing)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    if (!missing.isEmpty()) {
      throw new UnavailableException(missing);
    }
  }

  /** A cluster that does not answer such questions says what it denies when it is asked for it. */
  private String missing(ForbiddenRequest request) {
    try {
      return request.missingRight(client);
    } catch (KubernetesClientException e) {
      if (e.getCode() / 100 == 4) {
        return null;
      }
      throw e;
    }
  }

  synchronized void start() {
    watches.forEach(ObjectWatch::start);
  }

  synchronized void stop() {
    watches.forEach(ObjectWatch::stop);
  }

  /** Whether each has told all that its first list held. */
  synchronized boolean hasSynced() {
    return watches.stream().allMatch(ObjectWatch::hasSynced);
  }

  /** Why some do not watch now. */
  synchronized List<String> troubles() {
    return watches.stream().map(ObjectWatch::trouble).filter(Objects::nonNull).toList();
  }
}
