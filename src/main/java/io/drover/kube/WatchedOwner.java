package io.drover.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.apache.camel.Exchange;

/**
 * The object that an exchange of {@code kube:watch} is about, for {@code kube:reconcile}.
 *
 * @param owner its state, the last one known if it is gone
 * @param exists whether it is there
 */
record WatchedOwner(GenericKubernetesResource owner, boolean exists, Reconciler reconciler) {
  private static final String PROPERTY = "DroverOwner";

  void attach(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  static WatchedOwner of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, WatchedOwner.class);
  }
}
