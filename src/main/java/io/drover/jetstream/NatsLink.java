package io.drover.jetstream;

import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The connection to the NATS servers. Once made it reconnects by itself, for ever; one that the
 * servers have refused for good is made anew when it is next asked for. Thread-safe.
 */
final class NatsLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final JetStreamComponent options;
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
        connection = Nats.connect(settings());
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        String text = "connecting to NATS at " + options.getServers() + ": " + why(e);
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

  /** {@code connected}, {@code reconnecting}, or whatever else the client calls it. */
  synchronized String status() {
    return connection == null ? "not connected" : connection.getStatus().toString();
  }

  synchronized boolean isConnected() {
    return connection != null && connection.getStatus() == Status.CONNECTED;
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
            .errorListener(new ErrorListener() {}); // who uses it is told by the call that fails
    if (options.getCredentialsFile() != null) {
      settings.authHandler(Nats.credentials(options.getCredentialsFile()));
    } else if (options.getNkeyFile() != null) {
      settings.authHandler(new NkeyFile(Path.of(options.getNkeyFile())));
    } else if (options.getTokenFile() != null) {
      Path file = Path.of(options.getTokenFile());
      read(file); // a file that is missing is said with its name
      settings.tokenSupplier(() -> token(file));
    }
    if (options.getCaFile() != null) {
      settings.sslContext(trusting(Path.of(options.getCaFile())));
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

  private static SSLContext trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), each);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
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
