package io.drover.jetstream;

import io.drover.delivery.MessageReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive messages of a NATS JetStream stream by a durable pull consumer, each kept there until its
 * event is settled; and send messages to one. Messages are JSON, perhaps CloudEvents.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "jetstream",
    title = "JetStream",
    syntax = "jetstream:stream",
    category = {Category.MESSAGING})
public class JetStreamEndpoint extends DefaultEndpoint {
  private static final String PARTITION = "{partition}";

  @UriPath(description = "Name of the stream")
  @Metadata(required = true)
  private final String stream;

  @UriParam(
      description =
          "Source: only messages of these subjects, separated by commas; * and > as NATS has them."
              + " Producer: the subject to publish to")
  private String subject;

  @UriParam(
      description =
          "Subjects of the stream, separated by commas: it is made if it is not there, and given"
              + " those that it lacks. Without them it has to be there")
  private String streamSubjects;

  @UriParam(description = "Replicas of a stream that is made", defaultValue = "1")
  private int streamReplicas = 1;

  @UriParam(
      label = "advanced",
      description = "How large a stream that is made may become, in bytes; -1 for no limit",
      defaultValue = "-1")
  private long streamMaxBytes = -1;

  @UriParam(
      label = "advanced",
      description =
          "How long a stream that is made knows the id of a message, so that it keeps it once; in"
              + " milliseconds",
      defaultValue = "120000")
  private long duplicateWindowMillis = 120_000;

  @UriParam(
      label = "consumer",
      description = "Name of the durable consumer; drover-ROUTE if not given")
  private String durable;

  @UriParam(
      label = "consumer",
      description = "Where a durable consumer that is made begins",
      defaultValue = "FIRST")
  private StartAt from = StartAt.FIRST;

  @UriParam(
      label = "consumer",
      description = "How many messages are worked on at once",
      defaultValue = "10")
  private int concurrency = 10;

  @UriParam(
      label = "consumer",
      description =
          "Messages of which this is the same are worked on in order, by one process: subject for"
              + " that of the CloudEvent, or a JSON pointer into the body",
      defaultValue = "none")
  private String orderBy = "none";

  @UriParam(
      label = "consumer",
      description =
          "Keeps the order across replicas: the messages of a partition are worked on one after"
              + " the other, whoever does it. With more than one, the subject has the word"
              + " {partition} where the number of the partition is, from 0. 0: no such order",
      defaultValue = "0")
  private int partitions;

  @UriParam(
      label = "consumer",
      description =
          "How long after it was last heard of the server gives a message to another, in"
              + " milliseconds. Messages at work are told of three times as often",
      defaultValue = "30000")
  private long ackWaitMillis = 30_000;

  @UriParam(
      label = "consumer",
      description = "How many messages the server gives to all replicas before it waits for one",
      defaultValue = "1000")
  private long maxAckPending = 1_000;

  @UriParam(
      label = "consumer",
      description =
          "Waits before a message comes again, in seconds, separated by commas; the last one counts"
              + " for all later times. If not given, 0.5 s doubled up to 5 minutes")
  private String backoff;

  @UriParam(
      label = "consumer,advanced",
      description = "What makes events of messages; CloudEvents and plain JSON if not given")
  private MessageReader reader = new CloudEventMessages();

  @UriParam(
      label = "producer",
      description = "How long to wait for the stream to have a message, in milliseconds",
      defaultValue = "5000")
  private long publishTimeoutMillis = 5_000;

  JetStreamEndpoint(String uri, JetStreamComponent component, String stream) {
    super(uri, component);
    this.stream = stream;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    JetStreamConsumer consumer = new JetStreamConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    if (subjectList().size() != 1) {
      throw new IllegalArgumentException(
          "jetstream:" + stream + ": to send, set the option subject to one subject");
    }
    return new JetStreamProducer(this);
  }

  @Override
  public JetStreamComponent getComponent() {
    return (JetStreamComponent) super.getComponent();
  }

  /** What the stream is to be like. */
  StreamSettings stream() {
    return new StreamSettings(
        stream,
        list(streamSubjects),
        false,
        streamReplicas,
        streamMaxBytes,
        Duration.ofMillis(duplicateWindowMillis));
  }

  /**
   * The durable consumers of a route.
   *
   * @throws IllegalArgumentException if the subject does not tell its partitions
   */
  List<ConsumerSettings> consumers(String route) {
    String name = durable == null || durable.isEmpty() ? Names.durable(route) : durable;
    List<String> filters = subjectList();
    if (partitions == 0) {
      return List.of(consumer(name, filters, maxAckPending));
    }
    boolean told = !filters.isEmpty() && filters.stream().allMatch(s -> s.contains(PARTITION));
    if (partitions > 1 && !told) {
      throw new IllegalArgumentException(
          "jetstream:"
              + stream
              + ": partitions="
              + partitions
              + " needs a subject in which "
              + PARTITION
              + " stands for the number of the partition, as the server's subject mapping writes"
              + " it. If no subject tells it, partitions=1 keeps all in order, on any stream;"
              + " docs/jetstream.md#partitions");
    }
    List<ConsumerSettings> all = new ArrayList<>();
    for (int n = 0; n < partitions; n++) {
      String number = String.valueOf(n);
      List<String> own = filters.stream().map(s -> s.replace(PARTITION, number)).toList();
      all.add(consumer(Names.partition(name, n, partitions), own, 1));
    }
    return all;
  }

  /** One that reads the stream with the endpoint's other options. */
  ConsumerSettings consumer(String name, List<String> filters, long atMost) {
    return new ConsumerSettings(
        stream, name, filters, from, Duration.ofMillis(ackWaitMillis), atMost);
  }

  List<String> subjectList() {
    return list(subject);
  }

  static List<String> list(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  public String getStream() {
    return stream;
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public String getStreamSubjects() {
    return streamSubjects;
  }

  public void setStreamSubjects(String streamSubjects) {
    this.streamSubjects = streamSubjects;
  }

  public int getStreamReplicas() {
    return streamReplicas;
  }

  public void setStreamReplicas(int streamReplicas) {
    this.streamReplicas = streamReplicas;
  }

  public long getStreamMaxBytes() {
    return streamMaxBytes;
  }

  public void setStreamMaxBytes(long streamMaxBytes) {
    this.streamMaxBytes = streamMaxBytes;
  }

  public long getDuplicateWindowMillis() {
    return duplicateWindowMillis;
  }

  public void setDuplicateWindowMillis(long duplicateWindowMillis) {
    this.duplicateWindowMillis = duplicateWindowMillis;
  }

  public String getDurable() {
    return durable;
  }

  public void setDurable(String durable) {
    this.durable = durable;
  }

  public StartAt getFrom() {
    return from;
  }

  public void setFrom(StartAt from) {
    this.from = from;
  }

  public int getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(int concurrency) {
    this.concurrency = concurrency;
  }

  public String getOrderBy() {
    return orderBy;
  }

  public void setOrderBy(String orderBy) {
    this.orderBy = orderBy;
  }

  public int getPartitions() {
    return partitions;
  }

  public void setPartitions(int partitions) {
    this.partitions = partitions;
  }

  public long getAckWaitMillis() {
    return ackWaitMillis;
  }

  public void setAckWaitMillis(long ackWaitMillis) {
    this.ackWaitMillis = ackWaitMillis;
  }

  public long getMaxAckPending() {
    return maxAckPending;
  }

  public void setMaxAckPending(long maxAckPending) {
    this.maxAckPending = maxAckPending;
  }

  public String getBackoff() {
    return backoff;
  }

  public void setBackoff(String backoff) {
    this.backoff = backoff;
  }

  public MessageReader getReader() {
    return reader;
  }

  public void setReader(MessageReader reader) {
    this.reader = reader;
  }

  public long getPublishTimeoutMillis() {
    return publishTimeoutMillis;
  }

  public void setPublishTimeoutMillis(long publishTimeoutMillis) {
    this.publishTimeoutMillis = publishTimeoutMillis;
  }
}
