package io.drover.bucket;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.nats.NatsComponent;
import org.apache.camel.component.nats.NatsConfiguration;
import org.apache.camel.component.nats.NatsConsumer;
import org.apache.camel.component.nats.NatsEndpoint;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A subject of core NATS, read by Camel's own component over a connection of ours, which tells
 * whether it is there and whether the servers let it subscribe.
 */
final class NatsFeed implements Feed {
  private static final String DEFAULT_SERVERS = "nats://127.0.0.1:4222";
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final int RECONNECT_MILLIS = 1_000;

  private final BucketEndpoint options;
  private volatile Connection connection;
  private volatile Refusals refusals;
  private NatsEndpoint endpoint;
  private NatsConsumer consumer;

  NatsFeed(BucketEndpoint options) {
    this.options = options;
    if (!isSet(options.getNats().getSubject())) {
      throw new IllegalArgumentException("bucket:nats needs the option subject");
    }
  }

  @Override
  public String name() {
    return "NATS subject " + options.getNats().getSubject();
  }

  @Override
  public void open(Receiver receiver) throws Exception {
    NatsOptions nats = options.getNats();
    NatsComponent component = options.getCamelContext().getComponent("nats", NatsComponent.class);
    endpoint = (NatsEndpoint) component.createEndpoint("nats:subject");
    NatsConfiguration settings = endpoint.getConfiguration();
    settings.setTopic(nats.getSubject());
    settings.setQueueName(isSet(nats.getQueueGroup()) ? nats.getQueueGroup() : null);
    settings.setServers(servers(settings.getServers()));
    settings.setMaxReconnectAttempts(-1);
    settings.setReconnectTimeWait(RECONNECT_MILLIS);
    settings.setReplyToDisabled(true);
    settings.setFlushConnection(false); // there may be none any more
    settings.setPoolSize(1);
    refusals = new Refusals();
    connection = connect(settings);
    settings.setConnection(connection);
    consumer = (NatsConsumer) endpoint.createConsumer(receiver);
    consumer.setExceptionHandler(
        new LoggingExceptionHandler(options.getCamelContext(), NatsFeed.class, LoggingLevel.DEBUG));
    ServiceHelper.startService(endpoint, consumer);
    awaitSubscription();
  }

  private String servers(String byComponent) {
    if (isSet(options.getNats().getServers())) {
      return options.getNats().getServers();
    }
    return isSet(byComponent) ? byComponent : DEFAULT_SERVERS;
  }

  private Connection connect(NatsConfiguration settings) throws Exception {
    NatsOptions nats = options.getNats();
    Options.Builder builder =
        settings.createOptions().connectionName("drover").errorListener(refusals);
    if (isSet(nats.getCredentialsFile())) {
      builder.authHandler(Nats.credentials(nats.getCredentialsFile()));
    }
    if (isSet(nats.getCaFile())) {
      builder.sslContext(StoreTrust.context(nats.getCaFile()));
    }
    try {
      return Nats.connect(builder.build());
    } catch (IOException | IllegalArgumentException e) { // its text may have a password
      String why = String.valueOf(e.getMessage());
      throw new IOException(
          withoutPasswords("connecting to NATS at " + settings.getServers() + ": " + why));
    }
  }

  /** Without what stands before the hosts of addresses. */
  private static String withoutPasswords(String text) {
    return text.replaceAll("(?<=://)[^@/,\\s]*@", "");
  }

  /** The component subscribes on a thread of its own, and says nothing if it cannot. */
  private void awaitSubscription() throws IOException, InterruptedException {
    long end = System.nanoTime() + ANSWER.toNanos();
    while (!consumer.isActive()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the subscription could not be made");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    try {
      connection.flush(ANSWER); // by then a server that refuses has said so
    } catch (TimeoutException e) {
      throw new IOException("the servers do not answer", e);
    }
    if (refusals.text != null) {
      throw new IOException(refusals.text);
    }
  }

  /** Hears the servers refuse, at the beginning or later. */
  private static final class Refusals implements ErrorListener {
    private volatile String text;

    @Override
    public void errorOccurred(Connection connection, String error) {
      if (error.contains("Subscription")) {
        text = "the servers refuse it: " + error;
      }
    }
  }

  private static boolean isSet(String text) {
    return text != null && !text.isBlank();
  }

  @Override
  public String trouble() {
    Connection now = connection;
    if (now == null || refusals.text != null) {
      return now == null ? null : refusals.text;
    }
    Status status = now.getStatus();
    return status == Status.CONNECTED ? null : "the connection is " + status;
  }

  @Override
  public boolean isBroken() {
    return connection.getStatus() == Status.CLOSED || refusals.text != null;
  }

  @Override
  public void tend() {
    // the servers need not know what is at work
  }

  /** What has arrived is worked on. */
  @Override
  public void pause() {
    if (connection.getStatus() == Status.CONNECTED) {
      try {
        var unused = connection.drain(DRAIN);
      } catch (TimeoutException | IllegalStateException e) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    Connection ended = connection;
    if (ended == null) {
      return;
    }
    connection = null;
    ServiceHelper.stopAndShutdownServices(consumer, endpoint);
    consumer = null;
    endpoint = null;
    try {
      ended.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String order(Exchange exchange) {
    return null;
  }

  @Override
  public int deliveries(Exchange exchange) {
    return 1;
  }

  @Override
  public boolean keep(Exchange exchange, Duration wait) {
    return false;
  }

  @Override
  public Map<String, Object> details() {
    Connection now = connection;
    return now == null
        ? Map.of()
        : Map.of(
            "connection", now.getStatus().toString(),
            "dropped", now.getStatistics().getDroppedCount());
  }
}
