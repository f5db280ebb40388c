package io.drover.delivery;

import io.drover.store.RecordStore;
import io.drover.store.StoreException;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The records of a context: opened when they are first needed, which a route that only watches
 * never does, and closed when the context stops. Thread-safe.
 */
final class OpenRecords extends LifecycleStrategySupport {
  private final CamelContext context;
  private Secrets secrets;
  private DeliveryRecords records;
  private RecordStore ours;
  private boolean closed;

  OpenRecords(CamelContext context) {
    this.context = context;
  }

  /**
   * Opens them if they are not open.
   *
   * @throws StoreException if the store cannot be had, or the context has stopped
   */
  synchronized DeliveryRecords get() {
    if (closed) {
      throw new StoreException("the store is closed, as its Camel context has stopped");
    }
    if (records == null) {
      DeliveryOptions options = DeliveryOptions.of(context);
      Circuit disk = Circuits.make("the store");
      records = new DeliveryRecords(store(), options, secrets(), disk, Clock.systemUTC());
    }
    return records;
  }

  /** Null while nobody has needed them. */
  synchronized DeliveryRecords orNull() {
    return records;
  }

  synchronized Secrets secrets() {
    if (secrets == null) {
      secrets = Secrets.of(context);
    }
    return secrets;
  }

  /** A store of the registry, which is not ours to close, or that of the property. */
  private RecordStore store() {
    RecordStore bound = context.getRegistry().findSingleByType(RecordStore.class);
    if (bound != null) {
      return bound;
    }
    if (ours == null) {
      ours =
          StoreName.of(context.resolvePropertyPlaceholders("{{drover.store:.drover}}"))
              .open(context);
    }
    return ours;
  }

  @Override
  public synchronized void onContextStarting(CamelContext starting) {
    closed = false;
  }

  @Override
  public synchronized void onContextStopped(CamelContext stopped) {
    closed = true;
    records = null;
    if (ours != null) {
      ours.close();
      ours = null;
    }
  }
}
