package io.drover.servers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A local Amazon SQS within this process; what is in its queues survives its being away. */
public final class ElasticMq implements AutoCloseable {
  private final int port = Ports.free();
  private final ActorSystem actors = ActorSystem.create("elasticmq");
  private final ActorRef queues =
      actors.actorOf(Props.create(QueueManagerActor.class, this::queues));
  private final SqsClient client;
  private SQSRestServer server;

  /** Starts it. */
  public ElasticMq() {
    client =
        SqsClient.builder()
            .endpointOverride(URI.create(endpoint()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    start();
  }

  private QueueManagerActor queues() {
    return new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.empty());
  }

  /** Answers again. */
  public void start() {
    server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queues)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
            .withInterface("127.0.0.1")
            .withPort(port)
            .start();
    Object unused = server.waitUntilStarted();
  }

  /** Does not answer any more. */
  public void stop() {
    Object unused = server.stopAndWait();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** A client of it, which is closed with it. */
  public SqsClient client() {
    return client;
  }

  /** Makes a queue, first in first out if its name ends with {@code .fifo}; its address. */
  public String makeQueue(String name) {
    Map<QueueAttributeName, String> attributes =
        name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    return client.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
  }

  public void send(String queue, String body) {
    Object unused = client.sendMessage(b -> b.queueUrl(url(queue)).messageBody(body));
  }

  /** Sends to a queue that is first in, first out within a group. */
  public void send(String queue, String group, String body) {
    Object unused =
        client.sendMessage(
            b ->
                b.queueUrl(url(queue))
                    .messageBody(body)
                    .messageGroupId(group)
                    .messageDeduplicationId(group + body.hashCode()));
  }

  /** What another consumer would get now. */
  public List<Message> receive(String queue) {
    return client
        .receiveMessage(b -> b.queueUrl(url(queue)).maxNumberOfMessages(10).waitTimeSeconds(0))
        .messages();
  }

  /** How many messages a consumer could get now. */
  public int waiting(String queue) {
    return number(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  /** How many messages are with consumers, or come again later. */
  public int taken(String queue) {
    return number(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private int number(String queue, QueueAttributeName name) {
    String text =
        client
            .getQueueAttributes(b -> b.queueUrl(url(queue)).attributeNames(name))
            .attributes()
            .get(name);
    return Integer.parseInt(text);
  }

  private String url(String queue) {
    return endpoint() + "/000000000000/" + queue;
  }

  @Override
  public void close() {
    stop();
    client.close();
    Object unused = actors.terminate();
  }
}
