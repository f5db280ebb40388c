package io.drover.jetstream;

import io.drover.delivery.MessageReader;
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

  List<String> subjectList() {
    return list(subject);
  }

  List<String> streamSubjectList() {
    return list(streamSubjects);
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
