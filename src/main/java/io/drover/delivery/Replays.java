package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.LogText;
import io.drover.event.Outcome;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys {@code drover dead-letters replay} and {@code drop}, and has others obey what else commands
 * ask for. A request ends once every letter of it has come to an end: acted on, or dead again; one
 * that could succeed later is tried until then. Of several processes that share a store one obeys a
 * request about letters; another takes it over if that one is no more.
 */
public final class Replays {
  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final long PERIOD_MILLIS = 250;
  private static final long RENEWAL_MILLIS = 3_000;
  private static final long OTHERS_FIRST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final Set<String> VERBS = Set.of("replay", "drop");
  private static final String DO = "do";
  private static final String LETTERS = "letters";
  private static final String FORCE = "force";

  private final CamelContext context;
  private final Backoff backoff = Backoff.standard();
  private final Map<String, Replayable> sources = new ConcurrentHashMap<>();
  private final Map<String, Progress> requests = new ConcurrentHashMap<>();
  private final Map<String, Verb> verbs = new ConcurrentHashMap<>();
  private volatile DeliveryRecords records;
  private ScheduledExecutorService threads;
  private String trouble;

  /** What else than with dead letters can be asked for. */
  @FunctionalInterface
  interface Verb {
    /** Does what a request asks for; whether it is over. */
    boolean obey(ObjectNode request);

    /** Whether one process alone is to obey a request, and this may be the one. */
    default boolean claims(ObjectNode request) {
      return false;
    }
  }

  /** What became of the letters of a request, in this process. */
  private static final class Progress {
    private final Set<String> over = new HashSet<>();
    private final long seenNanos = System.nanoTime();
    private int rounds;
    private long dueNanos = seenNanos;
    private volatile boolean claimed;
  }

  Replays(CamelContext context) {
    this.context = context;
  }

  /**
   * What to submit to a store's requests for letters to be replayed.
   *
   * @param force also what was acted on before is acted on anew
   */
  public static ObjectNode request(Collection<String> letters, boolean force) {
    return request("replay", letters).put(FORCE, force);
  }

  /** What to submit to a store's requests for letters to be given up. */
  public static ObjectNode dropRequest(Collection<String> letters) {
    return request("drop", letters);
  }

  private static ObjectNode request(String verb, Collection<String> letters) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put(DO, verb);
    letters.forEach(request.putArray(LETTERS)::add);
    return request;
  }

  /** Makes known who obeys requests that are not about dead letters. */
  void verb(String name, Verb verb) {
    verbs.put(name, verb);
  }

  synchronized void add(String route, Replayable source, DeliveryRecords opened) {
    sources.put(route, source);
    look(opened);
  }

  /** Looks for requests from now on. */
  synchronized void look(DeliveryRecords opened) {
    records = opened;
    if (threads == null) {
      threads = context.getExecutorServiceManager().newScheduledThreadPool(this, "replay", 2);
      repeat(this::look, PERIOD_MILLIS);
      repeat(this::renew, RENEWAL_MILLIS);
    }
  }

  private void repeat(Runnable task, long millis) {
    Future<?> unused = threads.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  synchronized void remove(String route) {
    sources.remove(route);
    if (sources.isEmpty() && threads != null) {
      context.getExecutorServiceManager().shutdownNow(threads);
      threads = null;
    }
  }

  private void look() {
    if (!context.isStarted()) {
      return; // not all routes are there yet, or they are ending
    }
    try {
      records.letters().limit();
      Map<String, ObjectNode> pending = records.store().requests().pending();
      requests.keySet().retainAll(pending.keySet());
      for (Map.Entry<String, ObjectNode> request : pending.entrySet()) {
        obey(request.getKey(), request.getValue());
      }
      trouble = null;
    } catch (IOException | RuntimeException | Error e) {
      String reason = Reason.of(e);
      if (!reason.equals(trouble)) {
        LOG.warn("Looking for requests again after: {}", reason);
      }
      trouble = reason;
    }
  }

  /** Keeps what is at work from being taken over, however long it takes. */
  private void renew() {
    requests.forEach(
        (name, progress) -> {
          try {
            progress.claimed = progress.claimed && records.store().requests().claim(name);
          } catch (IOException | RuntimeException e) {
            LOG.debug("Keeping request {} for this process: {}", name, Reason.of(e));
          }
        });
  }

  private void obey(String name, ObjectNode request) throws IOException {
    Progress progress = requests.computeIfAbsent(name, n -> new Progress());
    if (System.nanoTime() - progress.dueNanos < 0) {
      return;
    }
    Verb verb = verbs.get(request.path(DO).asText());
    boolean isForOne = verb == null || verb.claims(request);
    if (isForOne && !claim(name, request, progress)) {
      return;
    }
    boolean over = verb == null || verb.obey(request);
    for (JsonNode letter : request.path(LETTERS)) {
      over &= isOver(name, request, letter.asText(), progress);
    }
    progress.rounds++;
    long wait = TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(progress.rounds));
    progress.dueNanos = System.nanoTime() + wait;
    if (over && (verb != null || VERBS.contains(request.path(DO).asText()))) {
      requests.remove(name);
      records.store().requests().end(name);
    }
  }

  /** Whoever runs all routes of the letters goes first. */
  private boolean claim(String name, ObjectNode request, Progress progress) throws IOException {
    boolean first = System.nanoTime() - progress.seenNanos < OTHERS_FIRST_NANOS;
    if (!progress.claimed && (!first || runsAll(request))) {
      progress.claimed = records.store().requests().claim(name);
    }
    return progress.claimed;
  }

  private boolean runsAll(ObjectNode request) {
    for (JsonNode letter : request.path(LETTERS)) {
      if (sources.keySet().stream().noneMatch(r -> letter.asText().startsWith(r + "/"))) {
        return false;
      }
    }
    return true;
  }

  /** A letter that cannot be replayed holds up no other. */
  private boolean isOver(String name, ObjectNode request, String key, Progress progress) {
    if (progress.over.contains(key)) {
      return true;
    }
    if (!context.isStarted()) {
      return false;
    }
    try {
      DeadLetter letter = records.letters().get(key);
      if (letter != null && !obey(name, request, letter)) {
        return false;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}: it stays a dead letter: {}", LogText.clean(key), Reason.of(e));
    }
    progress.over.add(key);
    return true;
  }

  private boolean obey(String name, ObjectNode request, DeadLetter letter) throws IOException {
    switch (request.path(DO).asText()) {
      case "drop" -> {
        records.letters().remove(letter.key());
        LOG.info("{}: the dead letter is dropped, as asked", LogText.clean(letter.key()));
        return true;
      }
      case "replay" -> {
        return replay(
            request.path(FORCE).asBoolean() ? records.letters().raise(letter, name) : letter);
      }
      default -> {
        return false;
      }
    }
  }

  private boolean replay(DeadLetter letter) throws IOException {
    if (letter.isMasked()) {
      throw new PermanentException(
          "a secret was taken out of the event, so it is not what it was: have it sent again");
    }
    Replayable source = sources.get(letter.route());
    if (source == null) {
      LOG.warn(
          "{}: no route {} runs here that takes it; it stays a dead letter",
          LogText.clean(letter.key()),
          letter.route());
      return true;
    }
    CompletableFuture<Settlement> settled = new CompletableFuture<>();
    run(source, letter, settled::complete);
    Settlement settlement = settled.join();
    boolean over = settlement.outcome() != Outcome.RETRY;
    if (over && !settlement.event().id().equals(letter.event().id())) {
      records.letters().remove(letter.key()); // could be read this time, as another event
    }
    return over;
  }

  private void run(Replayable source, DeadLetter letter, Consumer<Settlement> acknowledge) {
    byte[] unread = letter.bytes();
    if (unread == null) {
      source.replay(letter.event(), letter.data(), letter.replay(), acknowledge);
    } else {
      source.replayUnread(unread, acknowledge);
    }
  }
}
