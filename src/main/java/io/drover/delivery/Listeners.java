package io.drover.delivery;

import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners in a context's registry, looked up once it has started. Thread-safe. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final CamelContext context;
  private volatile Set<DeliveryListener> known;

  Listeners(CamelContext context) {
    this.context = context;
  }

  /** A listener that fails does not keep the source from acknowledging. */
  void tell(Consumer<DeliveryListener> news) {
    for (DeliveryListener listener : all()) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("Telling {}:", listener, e);
      }
    }
  }

  private Set<DeliveryListener> all() {
    Set<DeliveryListener> found = known;
    if (found == null) {
      found = context.getRegistry().findByType(DeliveryListener.class);
      known = context.isStarted() ? found : null;
    }
    return found;
  }
}
