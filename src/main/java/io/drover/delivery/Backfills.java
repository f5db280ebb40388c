package io.drover.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.LogText;
import io.drover.store.RecordTable;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings {@code drover backfill} to the sources of routes. What came of it is kept in the table
 * {@link #TABLE}, under the id of the request. Thread-safe.
 */
public final class Backfills {
  /**
   * Where results are: {@code listed}, {@code finished}, {@code outcomes}, {@code names}, or why.
   */
  public static final String TABLE = "backfills";

  /** In a result, why there is none. */
  public static final String TROUBLE = "trouble";

  private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
  private static final String VERB = "backfill";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int MOST = 1_000;

  private final CamelContext context;
  private final OpenRecords records;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Set<String> over = ConcurrentHashMap.newKeySet();
  private ExecutorService threads;

  /**
   * A route that runs here.
   *
   * @param backfill null if its source holds nothing that it could look for
   */
  private record Route(Backfill backfill, Inlet inlet) {}

  Backfills(CamelContext context, Replays requests, OpenRecords records) {
    this.context = context;
    this.records = records;
    requests.verb(VERB, new Asked());
  }

  /**
   * What to submit to a store's requests.
   *
   * @param id of the request, under which its result is kept
   */
  public static ObjectNode request(String id, String route, Backfill.Query query) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("do", VERB)
        .put("id", id)
        .put("route", route)
        .put("bucket", query.bucket())
        .put("prefix", query.prefix())
        .put("since", query.since().toString())
        .put("dryRun", query.isDryRun());
  }

  void add(String route, Backfill backfill, Inlet inlet) {
    routes.put(route, new Route(backfill, inlet));
  }

  void remove(String route) {
    routes.remove(route);
  }

  private final class Asked implements Replays.Verb {
    /** A replica that does not lead leaves it to the one that does. */
    @Override
    public boolean claims(ObjectNode request) {
      Route route = routes.get(request.path("route").asText());
      return route != null && route.inlet().isOpen();
    }

    @Override
    public boolean obey(ObjectNode request) {
      String id = request.path("id").asText();
      if (over.remove(id)) {
        return true;
      }
      if (claims(request) && running.add(id)) {
        threads().execute(() -> run(id, request));
      }
      return false;
    }
  }

  private synchronized ExecutorService threads() {
    if (threads == null || threads.isShutdown()) { // with an earlier run of the context
      threads = context.getExecutorServiceManager().newCachedThreadPool(this, VERB);
    }
    return threads;
  }

  private void run(String id, ObjectNode request) {
    String name = request.path("route").asText();
    Route route = routes.get(name);
    if (route == null) {
      running.remove(id);
      return; // it has stopped
    }
    try {
      ObjectNode result = result(route, request);
      if (result != null) {
        keep(id, result);
        LOG.info("Backfill of route {}: {}", LogText.clean(name), result);
        over.add(id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("Backfill of route {} again after: {}", LogText.clean(name), Reason.of(e));
    } finally {
      running.remove(id);
    }
  }

  /** Null if it is to go on when the route does. */
  private static ObjectNode result(Route route, ObjectNode request)
      throws IOException, InterruptedException {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (route.backfill() == null) {
      return result.put(
          TROUBLE, "its source has no store that could be listed; set endpoint and keys of it");
    }
    Backfill.Query query =
        new Backfill.Query(
            request.path("bucket").asText(),
            request.path("prefix").asText(),
            Instant.parse(request.path("since").asText()),
            request.path("dryRun").asBoolean());
    try {
      Backfill.Tally tally = route.backfill().run(query, route.inlet());
      if (!tally.isWhole()) {
        return null;
      }
      result.put("listed", tally.listed()).put("finished", tally.finished());
      ObjectNode outcomes = result.putObject("outcomes");
      tally.outcomes().forEach(outcomes::put);
      tally.names().forEach(result.putArray("names")::add);
      return result;
    } catch (PermanentException e) {
      return result.put(TROUBLE, e.getMessage());
    }
  }

  private void keep(String id, ObjectNode result) throws IOException {
    RecordTable table = records.get().store().table(TABLE);
    table.put(id, result, Durability.PROCESS);
    table.forget(Instant.now().minus(KEPT), MOST);
  }
}
