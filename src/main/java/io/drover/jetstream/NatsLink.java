package io.drover.jetstream;

import io.drover.tls.PemFiles;
import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Options.HostnameResolveMode;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * The connection to the NATS servers. Once made it reconnects by itself, for ever; one that the
 * servers have refused for good is made anew when it is next asked for. Thread-safe.
 */
final class NatsLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final JetStreamComponent options;
  private final Failures failures = new Failures();
  private Connection connection;

  NatsLink(JetStreamComponent options) {
    this.options = options;
  }

  /**
   * The connection, perhaps one that is just being made again.
   *
   * @throws IOException if it was never made and cannot be now; naming the servers
   */
  synchronized Connection connection() throws IOException {
    if (connection == null || connection.getStatus() == Status.CLOSED) {
      try {
        failures.forget();
        connection = Nats.connect(settings());
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        String text = "connecting to NATS at " + options.getServers() + ": " + failures.add(why(e));
        throw new IOException(withoutPasswords(text)); // the client's own text may have one
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("connecting to NATS was interrupted", e);
      }
    }
    return connection;
  }

  /** What has to be there. */
  @FunctionalInterface
  interface Needs {
    void provide(Provisioning provisioning) throws IOException, JetStreamApiException;
  }

  /** Has the servers have what is needed. */
  void provide(Needs needs) throws IOException, JetStreamApiException {
    needs.provide(new Provisioning(connection().jetStreamManagement()));
  }

  /** Subscribes to a durable consumer, once what it needs is there. */
  JetStreamSubscription subscription(ConsumerSettings consumer, Needs needs)
      throws IOException, JetStreamApiException {
    provide(needs);
    Connection current = connection();
    PullSubscribeOptions bound = PullSubscribeOptions.bind(consumer.stream(), consumer.durable());
    return current.jetStream().subscribe(null, bound);
  }

  /** {@code connected}, {@code reconnecting}, or whatever else the client calls it, and why. */
  synchronized String status() {
    if (isConnected()) {
      return connection.getStatus().toString();
    }
    String status = connection == null ? "not connected" : connection.getStatus().toString();
    return withoutPasswords(failures.add(status));
  }

  synchronized boolean isConnected() {
    return connection != null && connection.getStatus() == Status.CONNECTED;
  }

  /** Whether there is one that reconnects by itself. */
  synchronized boolean isMade() {
    return connection != null && connection.getStatus() != Status.CLOSED;
  }

  /** The servers, for people. */
  String servers() {
    return withoutPasswords(options.getServers());
  }

  /** Without what stands before the hosts of addresses. */
  private static String withoutPasswords(String text) {
    return text.replaceAll("(?<=://)[^@/,\\s]*@", "");
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Options settings() throws IOException, GeneralSecurityException {
    Options.Builder settings =
        new Options.Builder()
            .servers(options.getServers().split("\\s*,\\s*"))
            .connectionName("drover")
            .connectionTimeout(CONNECT)
            .reconnectWait(RECONNECT)
            .maxReconnects(-1)
            .errorListener(failures);
    if (options.getCredentialsFile() != null) {
      settings.authHandler(Nats.credentials(options.getCredentialsFile()));
    } else if (options.getNkeyFile() != null) {
      settings.authHandler(new NkeyFile(Path.of(options.getNkeyFile())));
    } else if (options.getTokenFile() != null) {
      Path file = Path.of(options.getTokenFile());
      read(file); // a file that is missing is said with its name
      settings.tokenSupplier(() -> token(file));
    }
    if (options.isTls()) {
      PemFiles files = options.pemFiles();
      SSLContext unused = files.context(); // what is wrong with them is said
      settings
          .sslContext(LiveTls.context(files))
          .hostnameResolveMode(HostnameResolveMode.HappyEyeballs) // certificates have names
          .ignoreDiscoveredServers(); // which are told of by address
      if (options.isTlsFirst()) {
        settings.tlsFirst();
      }
    }
    return settings.build();
  }

  private static char[] token(Path file) {
    try {
      return read(file).toCharArray();
    } catch (IOException e) {
      return new char[0]; // the servers refuse it
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The last thing that went wrong, as the client says it to nobody else. Thread-safe. */
  private static final class Failures implements ErrorListener {
    private volatile String last;

    @Override
    public void exceptionOccurred(Connection unused, Exception e) {
      last = why(e);
    }

    void forget() {
      last = null;
    }

    /** The text, and the last failure if it does not say that already. */
    String add(String text) {
      String also = last;
      return also == null || text.contains(also) ? text : text + ", " + also;
    }
  }

  /** Answers the servers' challenge by the seed in a file, read each time. */
  private record NkeyFile(Path file) implements AuthHandler {
    private NKey key() throws IOException {
      return NKey.fromSeed(read(file).toCharArray());
    }

    @Override
    public byte[] sign(byte[] nonce) {
      try {
        return key().sign(nonce);
      } catch (IOException | GeneralSecurityException e) {
        return new byte[0]; // the servers refuse it
      }
    }

    @Override
    public char[] getID() {
      try {
        return key().getPublicKey();
      } catch (IOException | GeneralSecurityException e) {
        return new char[0];
      }
    }

    @Override
    public char[] getJWT() {
      return null;
    }
  }
}
