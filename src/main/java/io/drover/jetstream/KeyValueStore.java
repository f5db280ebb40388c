package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Reason;
import io.drover.store.RecordStore;
import io.drover.store.RecordTable;
import io.drover.store.Requests;
import io.drover.store.StoreException;
import io.drover.store.StoreView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of several processes in NATS JetStream: a bucket {@code NAME-TABLE} for each table, so
 * that each has its own number, size and age, and {@code NAME-requests} and {@code NAME-claims}.
 */
final class KeyValueStore implements RecordStore, StoreView {
  private static final Logger LOG = LoggerFactory.getLogger(KeyValueStore.class);
  private static final Duration CLAIM = Duration.ofSeconds(15);

  private final StoreSettings settings;
  private final KeyValueCalls calls;
  private final boolean viewed;
  private final KeyValueBucket claims;
  private final Presence presence;
  private final KeyValueRequests requests;
  private final Map<String, KeyValueTable> tables = new HashMap<>();
  private boolean closed;

  private KeyValueStore(StoreSettings settings, NatsLink link, boolean viewed) {
    this.settings = settings;
    this.calls = new KeyValueCalls(link);
    this.viewed = viewed;
    claims = bucket("claims", CLAIM);
    presence = new Presence(claims, !viewed);
    requests = new KeyValueRequests(bucket("requests", Duration.ZERO), claims, presence);
  }

  /** Opens it; if the servers are away, it is there once they are back. */
  static KeyValueStore open(StoreSettings settings, NatsLink link) {
    KeyValueStore store = new KeyValueStore(settings, link, false);
    store.provide(store.claims);
    try {
      store.presence.show();
    } catch (IOException e) {
      LOG.debug("It is shown once it is there", e);
    }
    return store;
  }

  /**
   * Looks at one that is there.
   *
   * @param link closed with it
   * @throws StoreException if it is not
   */
  static KeyValueStore view(StoreSettings settings, NatsLink link) {
    KeyValueStore store = new KeyValueStore(settings, link, true);
    boolean exists;
    try {
      exists = store.claims.exists();
    } catch (IOException e) {
      link.close();
      throw new StoreException("reading the store " + store.location() + ": " + Reason.of(e), e);
    }
    if (!exists) {
      link.close();
      throw new StoreException(
          "the store "
              + store.location()
              + " does not exist: name the one of the Drover that you mean by --store STORE or"
              + " --config FILE");
    }
    return store;
  }

  private KeyValueBucket bucket(String name, Duration maxAge) {
    String full = settings.name() + "-" + name;
    return new KeyValueBucket(calls, new BucketProvisioning(full, settings.replicas(), maxAge));
  }

  private void provide(KeyValueBucket bucket) {
    try {
      bucket.provide();
    } catch (MismatchException e) {
      throw new StoreException("the store " + location() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      LOG.warn("The store {} is away, and used once it is there: {}", location(), Reason.of(e));
    }
  }

  @Override
  public synchronized RecordTable table(String name) {
    return open(name);
  }

  private synchronized KeyValueTable open(String name) {
    if (closed) {
      throw new StoreException("the store " + location() + " is closed");
    }
    KeyValueTable known = tables.get(name);
    if (known != null) {
      return known;
    }
    KeyValueBucket bucket = bucket(name, Duration.ZERO);
    provide(bucket);
    KeyValueTable table = new KeyValueTable(bucket, presence::renew);
    tables.put(name, table);
    return table;
  }

  /** All are asked for before the first answer is there. */
  @Override
  public List<JsonNode> get(List<Place> places) throws IOException {
    List<KeyValueBucket.Reading> readings = new ArrayList<>();
    for (Place place : places) {
      readings.add(open(place.table()).ask(place.key()));
    }
    List<JsonNode> values = new ArrayList<>();
    for (KeyValueBucket.Reading reading : readings) {
      values.add(KeyValueTable.value(reading.await()));
    }
    return values;
  }

  @Override
  public void read(String table, Visitor visitor) throws IOException {
    KeyValueBucket bucket = bucket(table, Duration.ZERO);
    if (bucket.exists()) {
      bucket.scan(
          true, each -> visitor.see(new RecordTable.Entry(each.key(), each.time(), each.value())));
    }
  }

  @Override
  public Requests requests() {
    return requests;
  }

  @Override
  public boolean isInUse() throws IOException {
    return presence.isAnyShown();
  }

  @Override
  public String location() {
    return "jetstream:" + settings.name() + " at " + calls.link().servers();
  }

  @Override
  public String trouble() {
    return calls.link().isConnected() ? null : "NATS: " + calls.link().status();
  }

  /** Is seen by commands no more. */
  void leave() {
    if (!viewed && calls.link().isConnected()) {
      presence.end();
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      tables.values().forEach(KeyValueTable::close);
      leave();
      if (viewed) {
        calls.link().close();
      }
    }
  }
}
