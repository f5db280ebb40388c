package io.drover.bucket;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Consumer;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.service.ServiceHelper;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * A queue of Amazon SQS, read by Camel's own component, which deletes a message when its exchange
 * ends well. All else about a message is by a client of ours: the component keeps it from others
 * for one time only, and not for as long as a failure asks for.
 */
final class SqsFeed implements Feed {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int BATCH = 10;
  private static final long POLL_MILLIS = 100;

  private final BucketEndpoint options;
  private final SqsQueue queue;
  private final int batch;
  private volatile QueueClient client;
  private Endpoint endpoint;
  private Consumer consumer;

  SqsFeed(BucketEndpoint options) {
    this.options = options;
    this.queue = SqsQueue.of(options.getSqs().getQueue());
    this.batch = Math.min(BATCH, options.getSweep().getConcurrency());
    within("visibilitySeconds", options.getSqs().getVisibilitySeconds(), 1, 43_200);
    within("waitSeconds", options.getSqs().getWaitSeconds(), 0, 20);
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + "=" + value + ": it is a number from " + least + " to " + most);
    }
  }

  @Override
  public String name() {
    return "SQS queue " + queue.name();
  }

  @Override
  public void open(Receiver receiver) throws Exception {
    SqsOptions sqs = options.getSqs();
    client = new QueueClient(server(), sqs.getVisibilitySeconds());
    Sqs2Endpoint made = endpoint();
    Sqs2Configuration settings = made.getConfiguration();
    settings.setAmazonSQSClient(client);
    settings.setQueueUrl(queue.url(client)); // or it would list all queues
    settings.setVisibilityTimeout(sqs.getVisibilitySeconds());
    settings.setWaitTimeSeconds(sqs.getWaitSeconds());
    settings.setAttributeNames("ApproximateReceiveCount,MessageGroupId");
    made.setMaxMessagesPerPoll(batch);
    made.setInitialDelay(0);
    made.setDelay(POLL_MILLIS);
    made.setGreedy(true);
    made.setPollStrategy(new WhileThereIsRoom(receiver, client, batch));
    endpoint = made;
    Sqs2Consumer reading = (Sqs2Consumer) made.createConsumer(receiver);
    reading.setExceptionHandler(
        new LoggingExceptionHandler(made.getCamelContext(), SqsFeed.class, LoggingLevel.DEBUG));
    consumer = reading;
    ServiceHelper.startService(endpoint, consumer);
  }

  private Sqs2Endpoint endpoint() throws Exception {
    Sqs2Component component =
        options.getCamelContext().getComponent("aws2-sqs", Sqs2Component.class);
    String uri = "aws2-sqs:" + queue.name() + "?useDefaultCredentialsProvider=true";
    return (Sqs2Endpoint) component.createEndpoint(uri);
  }

  /** No request is made while there is no room, or the queue did not answer a moment ago. */
  private static final class WhileThereIsRoom extends DefaultPollingConsumerPollStrategy {
    private final Receiver receiver;
    private final QueueClient client;
    private final int batch;

    WhileThereIsRoom(Receiver receiver, QueueClient client, int batch) {
      this.receiver = receiver;
      this.client = client;
      this.batch = batch;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
      return client.isDue() && receiver.hasRoom(batch);
    }
  }

  private SqsClient server() {
    AwsOptions aws = options.getAws();
    Duration answer = Duration.ofSeconds(options.getSqs().getWaitSeconds()).plus(ANSWER);
    SqsClientBuilder builder =
        SqsClient.builder()
            .credentialsProvider(
                StoreCredentials.of(
                    aws.getAccessKey(),
                    aws.getAccessKeyFile(),
                    aws.getSecretKey(),
                    aws.getSecretKeyFile()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(answer));
    String region = isSet(aws.getRegion()) ? aws.getRegion() : queue.region();
    if (isSet(aws.getEndpoint())) {
      builder.endpointOverride(URI.create(aws.getEndpoint()));
      region = region == null ? Region.US_EAST_1.id() : region; // which others than AWS do not ask
    }
    return (region == null ? builder : builder.region(Region.of(region))).build();
  }

  private static boolean isSet(String text) {
    return text != null && !text.isBlank();
  }

  @Override
  public String trouble() {
    QueueClient now = client;
    return now == null ? null : now.trouble();
  }

  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public void tend() {
    client.tend();
  }

  @Override
  public void pause() {
    client.pause();
  }

  @Override
  public void close() {
    if (client != null) {
      client.pause();
      ServiceHelper.stopAndShutdownServices(consumer, endpoint);
      client.close();
      client = null;
      consumer = null;
      endpoint = null;
    }
  }

  @Override
  public String order(Exchange exchange) {
    return queue.isFifo() ? exchange.getMessage().getHeader("MessageGroupId", String.class) : null;
  }

  @Override
  public int deliveries(Exchange exchange) {
    return exchange.getMessage().getHeader("ApproximateReceiveCount", 1, Integer.class);
  }

  @Override
  public boolean keep(Exchange exchange, Duration wait) {
    QueueClient now = client;
    if (now != null) {
      now.keep(exchange.getMessage().getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class), wait);
    }
    return true;
  }

  @Override
  public Map<String, Object> details() {
    return Map.of();
  }
}
