package io.drover.kube;

import io.drover.delivery.Delivery;
import io.drover.delivery.PermanentException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.apache.camel.Exchange;

/**
 * The object that an exchange of {@code kube:watch} is about, for {@code kube:reconcile}.
 *
 * @param owner its state, the last one known if it is gone
 * @param exists whether it is there
 * @param desired checks what should exist for it
 * @param reconciler null where nothing is to be asked or changed
 */
record WatchedOwner(
    GenericKubernetesResource owner,
    boolean exists,
    DesiredObjects desired,
    Reconciler reconciler) {
  private static final String PROPERTY = "DroverOwner";

  void attach(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /**
   * That of an exchange.
   *
   * @throws PermanentException if its route does not begin with {@code kube:watch}
   */
  static WatchedOwner of(Exchange exchange) {
    WatchedOwner owner = exchange.getProperty(PROPERTY, WatchedOwner.class);
    if (owner == null || Delivery.of(exchange) == null) {
      throw new PermanentException("kube:reconcile needs a route that begins with kube:watch");
    }
    return owner;
  }
}
