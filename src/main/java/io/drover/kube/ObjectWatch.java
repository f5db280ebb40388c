package io.drover.kube;

import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
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

  private final WatchedResources resources;
  private final Handler handler;
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean synced;
  private volatile String failure;

  ObjectWatch(KubernetesClient client, WatchedResources resources, Handler handler) {
    this.resources = resources;
    this.handler = handler;
    informer = resources.in(client).runnableInformer(0);
    informer.addEventHandler(new States(handler, this::tell));
    informer.exceptionHandler((started, exception) -> failed(exception));
  }

  /** Tells what is there now, in place of watching. */
  void list(KubernetesClient client) {
    resources.in(client).list().getItems().forEach(handler::present);
  }

  void start() {
    informer.start();
  }

  /** Has it begin again, whatever it was. */
  private boolean failed(Throwable exception) {
    failure = Reason.of(exception);
    LOG.warn("Watching {} again after: {}", resources, failure);
    return true;
  }

  /** Why it does not watch now; null if it does. */
  String trouble() {
    if (informer.isWatching()) {
      failure = null;
      return null;
    }
    String why = failure;
    return "watching " + resources + ": " + (why == null ? "not yet connected" : why);
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
