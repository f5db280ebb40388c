package io.drover.bucket;

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
 * Receive events of objects in buckets. The body is {@code {"notification":[RECORD, ...]}}, S3
 * event records, whatever the transport; the CloudEvents attributes are headers {@code ce-*}.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "bucket",
    title = "Bucket",
    syntax = "bucket:transport",
    consumerOnly = true,
    category = {Category.CLOUD, Category.FILE})
public class BucketEndpoint extends DefaultEndpoint {
  @UriPath(description = "What carries the events", enums = "webhook,folder,minio,sqs,nats")
  @Metadata(required = true)
  private final Transport transport;

  @UriParam(description = "Only events of this bucket, or of these, separated by commas")
  private String bucket;

  @UriParam(description = "Only objects whose key begins so; several separated by commas")
  private String prefix;

  @UriParam(description = "Only objects whose key ends so; several separated by commas")
  private String suffix;

  @UriParam(
      description =
          "Only these events, separated by commas, each with the prefix s3: and perhaps * at the"
              + " end")
  private String events;

  @UriParam(
      description =
          "How the sender writes object keys: plain, form (percent-encoded), or auto to tell by the"
              + " shape of the message",
      defaultValue = "AUTO")
  private KeyEncoding keyEncoding = KeyEncoding.AUTO;

  @UriParam private WebhookOptions webhook = new WebhookOptions();

  @UriParam private SenderOptions sender = new SenderOptions();

  @UriParam private SweepOptions sweep = new SweepOptions();

  @UriParam(
      label = "minio",
      description = "Whether MinIO is listened to; if not, uploads are found by sweeps alone",
      defaultValue = "true")
  private boolean listen = true;

  @UriParam private SqsOptions sqs = new SqsOptions();

  @UriParam private AwsOptions aws = new AwsOptions();

  @UriParam private NatsOptions nats = new NatsOptions();

  @UriParam(
      label = "folder",
      description = "A folder in which each folder is a bucket, and the files in that its objects")
  private String folder;

  @UriParam(
      label = "folder",
      description =
          "Time between two looks, in milliseconds. A file is taken once two looks find the same"
              + " size and time",
      defaultValue = "500")
  private long periodMillis = 500;

  BucketEndpoint(String uri, BucketComponent component, Transport transport) {
    super(uri, component);
    this.transport = transport;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    BucketConsumer consumer =
        switch (transport) {
          case WEBHOOK -> new WebhookConsumer(this, processor);
          case FOLDER -> new FolderConsumer(this, processor);
          case MINIO -> new MinioConsumer(this, processor);
          case SQS -> Relay.ofSqs(this, processor);
          case NATS -> Relay.ofNats(this, processor);
        };
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "bucket: only receives events; nothing can be sent to it");
  }

  BucketMessages messages() {
    BucketMessages messages = new BucketMessages();
    messages.setBucket(bucket);
    messages.setPrefix(prefix);
    messages.setSuffix(suffix);
    messages.setEvents(events);
    messages.setKeyEncoding(keyEncoding);
    messages.setSweep(sweep);
    messages.setListen(transport == Transport.MINIO && listen);
    return messages;
  }

  @Override
  public BucketComponent getComponent() {
    return (BucketComponent) super.getComponent();
  }

  public Transport getTransport() {
    return transport;
  }

  public String getBucket() {
    return bucket;
  }

  public void setBucket(String bucket) {
    this.bucket = bucket;
  }

  public String getPrefix() {
    return prefix;
  }

  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public String getSuffix() {
    return suffix;
  }

  public void setSuffix(String suffix) {
    this.suffix = suffix;
  }

  public String getEvents() {
    return events;
  }

  public void setEvents(String events) {
    this.events = events;
  }

  public KeyEncoding getKeyEncoding() {
    return keyEncoding;
  }

  public void setKeyEncoding(KeyEncoding keyEncoding) {
    this.keyEncoding = keyEncoding;
  }

  public WebhookOptions getWebhook() {
    return webhook;
  }

  public void setWebhook(WebhookOptions webhook) {
    this.webhook = webhook;
  }

  public SenderOptions getSender() {
    return sender;
  }

  public void setSender(SenderOptions sender) {
    this.sender = sender;
  }

  public SweepOptions getSweep() {
    return sweep;
  }

  public void setSweep(SweepOptions sweep) {
    this.sweep = sweep;
  }

  public boolean isListen() {
    return listen;
  }

  public void setListen(boolean listen) {
    this.listen = listen;
  }

  public SqsOptions getSqs() {
    return sqs;
  }

  public void setSqs(SqsOptions sqs) {
    this.sqs = sqs;
  }

  public AwsOptions getAws() {
    return aws;
  }

  public void setAws(AwsOptions aws) {
    this.aws = aws;
  }

  public NatsOptions getNats() {
    return nats;
  }

  public void setNats(NatsOptions nats) {
    this.nats = nats;
  }

  public String getFolder() {
    return folder;
  }

  public void setFolder(String folder) {
    this.folder = folder;
  }

  public long getPeriodMillis() {
    return periodMillis;
  }

  public void setPeriodMillis(long periodMillis) {
    this.periodMillis = periodMillis;
  }
}
