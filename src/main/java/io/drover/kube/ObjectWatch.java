package io.drover.kube;

import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a kind, listed and then watched, for ever: it lists again when the server has
 * forgotten where the watch was, and reconnects after anything else.
 */
final class ObjectWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectWatch.class);

  /** Is told of every state, on one thread. */
  interface Handler {
    void present(GenericKubernetesResource object);

    void gone(GenericKubernetesResource object);
  }

  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean synced;

  /**
   * @param namespace null or empty for all
   * @param labels those that objects must have
   */
  ObjectWatch(
      KubernetesClient client,
      ResourceKind kind,
      String namespace,
      Map<String, String> labels,
      Handler handler) {
    MixedOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = client.genericKubernetesResources(kind.context());
    FilterWatchListDeletable<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        selected =
            namespace == null || namespace.isEmpty() || !kind.namespaced()
                ? all.inAnyNamespace().withLabels(labels)
                : all.inNamespace(namespace).withLabels(labels);
    informer = selected.runnableInformer(0);
    informer.addEventHandler(new States(handler, this::tell));
    informer.exceptionHandler(
        (started, exception) -> {
          LOG.warn("Watching {} again after: {}", kind, Reason.of(exception));
          return true;
        });
  }

  void start() {
    informer.start();
  }

  /**
   * Whether the handler was told of all that the first list held; the informer itself says so
   * before, when the telling is only queued.
   */
  boolean hasSynced() {
    if (!synced) {
      synced = informer.hasSynced() && told.containsAll(informer.getStore().listKeys());
      if (synced) {
        told.clear();
      }
    }
    return synced;
  }

  private void tell(String key) {
    if (!synced) {
      told.add(key);
    }
  }

  void stop() {
    informer.stop();
  }

  /** An object that went and came again between two looks shows as an update with another uid. */
  private record States(Handler handler, Consumer<String> told)
      implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource object) {
      handler.present(object);
      told.accept(Cache.metaNamespaceKeyFunc(object));
    }

    @Override
    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
      if (!old.getMetadata().getUid().equals(object.getMetadata().getUid())) {
        handler.gone(old);
      }
      handler.present(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      handler.gone(object);
    }
  }
}
