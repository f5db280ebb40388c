package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import io.drover.servers.ElasticMq;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue of a local SQS, to which messages are sent, ten at a time, while others are taken. */
final class SqsTransport implements SourceTransport {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String QUEUE = "uploads";
  private static final int BATCH = 10;

  private final CountingDrover drover;
  private final Path log;
  private final int connections;
  private final ElasticMq sqs = new ElasticMq();
  private final String queue = sqs.makeQueue(QUEUE);
  private final Notifications notifications = new Notifications();

  SqsTransport(CountingDrover drover, Path folder, int connections) throws IOException {
    this.drover = drover;
    this.log = folder.resolve("bare-sqs.log");
    this.connections = connections;
  }

  @Override
  public String name() {
    return "SQS";
  }

  @Override
  public Running drover() throws Exception {
    return drover.start(
        "sqs-bucket-source",
        """
        camel.kamelet.sqs-bucket-source.queue=%s
        camel.kamelet.sqs-bucket-source.region=eu-central-1
        camel.kamelet.sqs-bucket-source.endpoint=%s
        camel.kamelet.sqs-bucket-source.accessKey=any
        camel.kamelet.sqs-bucket-source.secretKey=any
        camel.kamelet.sqs-bucket-source.concurrency=%d
        """
            .formatted(QUEUE, sqs.endpoint(), connections));
  }

  @Override
  public Running bare() throws Exception {
    return new BareTaker(BareSqs.class, log, sqs.endpoint(), queue, String.valueOf(connections));
  }

  @Override
  public double bring(Running taker, int first, int events) {
    long began = System.nanoTime();
    for (int from = first; from < first + events; from += BATCH) {
      send(from, Math.min(from + BATCH, first + events));
    }
    Awaitility.await("the queue is empty")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(() -> sqs.waiting(QUEUE) + sqs.taken(QUEUE) == 0);
    return (System.nanoTime() - began) / 1e9;
  }

  private void send(int from, int to) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id(String.valueOf(number))
                        .messageBody(notifications.upload(number))
                        .build())
            .toList();
    Object unused = sqs.client().sendMessageBatch(b -> b.queueUrl(queue).entries(entries));
  }

  @Override
  public void close() {
    sqs.close();
  }
}
