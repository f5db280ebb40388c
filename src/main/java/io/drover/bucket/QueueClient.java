package io.drover.bucket;

import io.drover.delivery.Backoff;
import io.drover.delivery.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A client of one queue that knows what it has received and not answered: others do not get that
 * meanwhile, and may have it again when it is wanted no more. While the queue cannot be asked it
 * receives nothing. Thread-safe.
 */
final class QueueClient implements SqsClient {
  private static final Logger LOG = LoggerFactory.getLogger(QueueClient.class);
  private static final int BATCH = 10;

  /** How long after it was received a message can be kept from others (SQS: 12 hours). */
  private static final Duration LONGEST = Duration.ofHours(12).minusMinutes(1);

  private final SqsClient server;
  private final int visibilitySeconds;
  private final Backoff backoff = new Backoff(500, 10_000, Math::random);
  private final Map<String, Long> receivedNanos = new HashMap<>();
  private String url;
  private int failures;
  private int receiving;
  private long dueNanos = System.nanoTime();
  private long tendedNanos = System.nanoTime();
  private boolean isEnding;
  private boolean isClosed;
  private volatile String trouble;

  QueueClient(SqsClient server, int visibilitySeconds) {
    this.server = server;
    this.visibilitySeconds = visibilitySeconds;
  }

  /** What keeps it from receiving, in words; null if nothing does. */
  String trouble() {
    return trouble;
  }

  /** Whether it is worth asking for messages now. */
  synchronized boolean isDue() {
    return !isEnding && System.nanoTime() - dueNanos >= 0;
  }

  /** What is received from now on is handed back at once. */
  synchronized void pause() {
    isEnding = true;
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return server.getQueueUrl(request);
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    if (!begin(request.queueUrl())) {
      return ReceiveMessageResponse.builder().build();
    }
    ReceiveMessageResponse response = ReceiveMessageResponse.builder().build();
    try {
      response = server.receiveMessage(request);
      failures = 0;
      trouble = null;
    } catch (RuntimeException e) { // credentials may be away too
      failures++;
      dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.delayMillis(failures));
      trouble = Reason.of(e);
    }
    return taken(response);
  }

  private synchronized boolean begin(String queueUrl) {
    url = queueUrl;
    if (isDue()) {
      receiving++;
      return true;
    }
    return false;
  }

  private synchronized ReceiveMessageResponse taken(ReceiveMessageResponse response) {
    receiving--;
    for (Message each : response.messages()) {
      receivedNanos.put(each.receiptHandle(), System.nanoTime());
    }
    if (!isEnding) {
      return response;
    }
    response.messages().forEach(each -> keep(each.receiptHandle(), Duration.ZERO));
    if (isClosed && receiving == 0) {
      server.close();
    }
    return ReceiveMessageResponse.builder().build();
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    synchronized (this) {
      receivedNanos.remove(request.receiptHandle());
    }
    return server.deleteMessage(request);
  }

  /** Others get the message, but not for a while. */
  synchronized void keep(String receiptHandle, Duration wait) {
    Long since = receivedNanos.remove(receiptHandle);
    if (since == null) {
      return;
    }
    Duration left = LONGEST.minusNanos(System.nanoTime() - since);
    Duration time = wait.compareTo(left) < 0 ? wait : left;
    int seconds = (int) time.plusMillis(999).toSeconds(); // rounded up: not sooner
    try {
      server.changeMessageVisibility(
          b -> b.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds));
    } catch (SdkException e) {
      LOG.debug("The message comes again after {} s at most", visibilitySeconds, e);
    }
  }

  /** Keeps what is at work from others for longer, three times as often as is needed. */
  synchronized void tend() {
    long third = TimeUnit.SECONDS.toNanos(visibilitySeconds) / 3;
    if (System.nanoTime() - tendedNanos < third) {
      return;
    }
    tendedNanos = System.nanoTime();
    List<String> all = new ArrayList<>(receivedNanos.keySet());
    for (int from = 0; from < all.size(); from += BATCH) {
      extend(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
  }

  private void extend(List<String> receiptHandles) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (String each : receiptHandles) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(each)
              .visibilityTimeout(visibilitySeconds)
              .build());
    }
    try {
      server.changeMessageVisibilityBatch(b -> b.queueUrl(url).entries(entries));
    } catch (SdkException e) {
      LOG.debug("The queue was not told of {} messages at work", entries.size(), e);
    }
  }

  @Override
  public String serviceName() {
    return server.serviceName();
  }

  /** Hands back what is left; a request that still waits for messages does so when it ends. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isEnding = true;
    isClosed = true;
    List.copyOf(receivedNanos.keySet()).forEach(each -> keep(each, Duration.ZERO));
    if (receiving == 0) {
      server.close();
    }
  }
}
