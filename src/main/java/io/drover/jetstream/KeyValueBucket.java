package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordTooLargeException;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamState;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A bucket of JetStream: the last value of each key. It is read by its stream's leader, which knows
 * every write that was confirmed to whomever. Thread-safe.
 */
final class KeyValueBucket {
  private static final long ANY = -1;

  private final KeyValueCalls calls;
  private final BucketProvisioning provisioning;
  private volatile boolean isThere;

  KeyValueBucket(KeyValueCalls calls, BucketProvisioning provisioning) {
    this.calls = calls;
    this.provisioning = provisioning;
  }

  String name() {
    return provisioning.bucket();
  }

  /** Makes it if it is not there. */
  void provide() throws IOException {
    run("looking at bucket " + name(), connection -> null);
  }

  /** Whether it is there, without making it. */
  boolean exists() throws IOException {
    return calls.run(
        "looking for bucket " + name(),
        connection ->
            management(connection).getStreamNames(provisioning.subjectPrefix() + ">").stream()
                .anyMatch(provisioning.stream()::equals));
  }

  /** If it is found to be gone, the next one makes it anew. */
  private <T> T run(String what, KeyValueCalls.Call<T> call) throws IOException {
    try {
      return calls.run(
          what,
          connection -> {
            if (!isThere) {
              provisioning.run(management(connection));
              isThere = true;
            }
            return call.run(connection);
          });
    } catch (IOException e) {
      isThere = isThere && isAnswer(e);
      throw e;
    }
  }

  private static boolean isAnswer(IOException e) {
    return e instanceof RecordTooLargeException
        || (e instanceof ApiRefusal refusal
            && (refusal.is(ApiRefusal.NO_MESSAGE)
                || refusal.is(ApiRefusal.WRONG_LAST_SEQUENCE)
                || refusal.is(ApiRefusal.TOO_LARGE)));
  }

  private static JetStreamManagement management(Connection connection) throws IOException {
    return connection.jetStreamManagement(KeyValueCalls.OPTIONS);
  }

  /** A read that is on its way. */
  @FunctionalInterface
  interface Reading {
    /** The record, or null if there is none. */
    KeyValueRecord await() throws IOException;
  }

  /** Asks for a record, so that others may be asked for before it is there. */
  Reading ask(String key) throws IOException {
    String what = "reading from bucket " + name();
    String bucketKey = KeyNames.bucketKey(KeyNames.encode(key));
    byte[] request =
        MessageGetRequest.lastForSubject(provisioning.subjectPrefix() + bucketKey).serialize();
    CompletableFuture<Message> answer =
        run(
            what,
            connection ->
                connection.requestWithTimeout(
                    "$JS.API.STREAM.MSG.GET." + provisioning.stream(),
                    request,
                    KeyValueCalls.TIMEOUT));
    return () -> record(what, answer);
  }

  private KeyValueRecord record(String what, CompletableFuture<Message> answer) throws IOException {
    try {
      return run(what, connection -> record(KeyValueCalls.await(answer)));
    } catch (ApiRefusal e) {
      if (e.is(ApiRefusal.NO_MESSAGE)) {
        return null;
      }
      throw e;
    }
  }

  private KeyValueRecord record(Message answer) throws IOException, JetStreamApiException {
    if (answer.isStatusMessage()) {
      throw new IOException("JetStream does not answer: " + answer.getStatus().getMessage());
    }
    MessageInfo found = new MessageInfo(answer, provisioning.stream(), false).throwOnHasError();
    return new KeyValueRecord(
        found.getSubject().substring(provisioning.subjectPrefix().length()),
        found.getSeq(),
        found.getTime().toInstant(),
        found.getHeaders(),
        found.getData() == null ? new byte[0] : found.getData());
  }

  /** The record, or null if there is none. */
  KeyValueRecord get(String key) throws IOException {
    return ask(key).await();
  }

  /** When the first record from a revision on was put. */
  Instant timeFrom(long revision) throws IOException {
    return run(
        "reading from bucket " + name(),
        connection ->
            management(connection)
                .getNextMessage(provisioning.stream(), revision, provisioning.subjectPrefix() + ">")
                .getTime()
                .toInstant());
  }

  /** Puts records, one after the other without waiting in between. */
  void put(Map<String, JsonNode> records) throws IOException {
    List<NatsMessage> messages = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : records.entrySet()) {
      messages.add(message(each.getKey(), each.getValue()));
    }
    publish(messages, ANY);
  }

  /**
   * Puts a record if its revision is still the one that is expected, or 0 if there is none.
   *
   * @return its new revision, or 0 if it was not the one
   */
  long put(String key, JsonNode value, long expected) throws IOException {
    try {
      return publish(List.of(message(key, value)), expected);
    } catch (ApiRefusal e) {
      if (e.is(ApiRefusal.WRONG_LAST_SEQUENCE)) {
        return 0;
      }
      throw e;
    }
  }

  private NatsMessage message(String key, JsonNode value) throws IOException {
    return KeyValueRecord.message(provisioning.subjectPrefix(), key, value);
  }

  private long publish(List<NatsMessage> messages, long expected) throws IOException {
    PublishOptions.Builder builder = PublishOptions.builder().expectedStream(provisioning.stream());
    PublishOptions options =
        (expected == ANY ? builder : builder.expectedLastSubjectSequence(expected)).build();
    try {
      return run(
          "writing to bucket " + name(), connection -> publish(connection, messages, options));
    } catch (ApiRefusal e) {
      if (e.is(ApiRefusal.TOO_LARGE)) {
        throw new RecordTooLargeException(
            "a record is larger than the bucket " + name() + " takes: " + e.getMessage());
      }
      throw e;
    }
  }

  private long publish(Connection connection, List<NatsMessage> messages, PublishOptions options)
      throws IOException, JetStreamApiException, InterruptedException {
    for (NatsMessage message : messages) {
      long size = KeyValueRecord.size(message);
      if (size > connection.getMaxPayload()) {
        throw new RecordTooLargeException(
            "a record takes "
                + size
                + " bytes, and the NATS servers take "
                + connection.getMaxPayload()
                + ": raise their max_payload; docs/troubleshooting.md#record-too-large");
      }
    }
    List<CompletableFuture<PublishAck>> answers = new ArrayList<>();
    for (NatsMessage message : messages) {
      answers.add(connection.jetStream(KeyValueCalls.OPTIONS).publishAsync(message, options));
    }
    long revision = 0;
    for (CompletableFuture<PublishAck> answer : answers) {
      revision = KeyValueCalls.await(answer).getSeqno();
    }
    return revision;
  }

  /**
   * Removes a record as it is now; one that is not there is no error. Should the request be late,
   * it removes nothing that was put after it. A server that is killed within its sync interval may
   * have the record again, if no other server has the stream.
   */
  void remove(String key) throws IOException {
    KeyValueRecord found = get(key);
    if (found != null) {
      String bucketKey = KeyNames.bucketKey(KeyNames.encode(key));
      purge(
          PurgeOptions.builder()
              .subject(provisioning.subjectPrefix() + bucketKey)
              .sequence(found.revision() + 1)
              .build());
    }
  }

  /** Removes the records before a revision; how many. */
  int removeBefore(long revision) throws IOException {
    return purge(PurgeOptions.builder().sequence(revision).build());
  }

  /** Removes the oldest records but for a number; how many. */
  int keep(long count) throws IOException {
    return purge(PurgeOptions.builder().keep(count).build());
  }

  private int purge(PurgeOptions options) throws IOException {
    return run(
        "removing from bucket " + name(),
        connection ->
            (int) management(connection).purgeStream(provisioning.stream(), options).getPurged());
  }

  StreamState state() throws IOException {
    return run(
        "looking at bucket " + name(),
        connection -> management(connection).getStreamInfo(provisioning.stream()).getStreamState());
  }

  /**
   * Shows all records, the one put longest ago first.
   *
   * @param values whether their values too
   */
  void scan(boolean values, BucketScan.Visitor visitor) throws IOException {
    StreamState state = state();
    if (state.getMsgCount() > 0) {
      run(
          "reading bucket " + name(),
          connection -> {
            new BucketScan(connection, provisioning, values).run(state.getLastSequence(), visitor);
            return null;
          });
    }
  }
}
