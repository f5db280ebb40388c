package io.drover.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.LogText;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings {@code drover allow-deletes} to the routes that hold removals back. Thread-safe. */
public final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);
  private static final String VERB = "allow-deletes";
  private static final String ROUTE = "route";
  private static final String UNTIL = "until";

  private final Map<String, Runnable> routes = new ConcurrentHashMap<>();
  private final Runnable look;
  private final BooleanSupplier leads;

  /**
   * @param look has requests looked for from now on
   * @param leads whether this process is the one that removes
   */
  Removals(Replays requests, Runnable look, BooleanSupplier leads) {
    requests.verb(VERB, this::obey);
    this.look = look;
    this.leads = leads;
  }

  /**
   * What to submit to a store's requests.
   *
   * @param until when it is void: nobody is to be surprised by it much later
   */
  public static ObjectNode request(String route, Instant until) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("do", VERB)
        .put(ROUTE, route)
        .put(UNTIL, until.toString());
  }

  /**
   * A route that may hold removals.
   *
   * @param allow lets them go
   */
  public void register(String route, Runnable allow) {
    routes.put(route, allow);
  }

  public void unregister(String route) {
    routes.remove(route);
  }

  /**
   * Something is held: requests are looked for from now on, for which the store is opened.
   *
   * @throws io.drover.store.StoreException if the store cannot be had
   */
  public void held() {
    look.run();
  }

  /** Whether a request is over; one for a route that is not here may be meant for later. */
  private boolean obey(ObjectNode request) {
    String route = request.path(ROUTE).asText();
    if (Instant.now().isAfter(Instant.parse(request.path(UNTIL).asText()))) {
      LOG.warn("allow-deletes {}: asked too long ago, so it is void", LogText.clean(route));
      return true;
    }
    Runnable allow = routes.get(route);
    if (allow == null || !leads.getAsBoolean()) {
      return false;
    }
    allow.run();
    return true;
  }
}
