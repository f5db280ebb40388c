package io.drover.jetstream;

import io.drover.store.RecordStore;
import io.drover.store.StoreOpener;
import io.drover.store.StoreView;
import io.drover.tls.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Streams of NATS JetStream. All endpoints of a component, and a store of Drover that is kept
 * there, share one connection.
 */
@Component("jetstream")
public class JetStreamComponent extends DefaultComponent implements StoreOpener {
  @Metadata(
      defaultValue = "nats://127.0.0.1:4222",
      description =
          "Addresses of the NATS servers, separated by commas; tls:// for those with certificates")
  private String servers = "nats://127.0.0.1:4222";

  @Metadata(
      label = "security",
      description =
          "A file of credentials as nsc writes it (JWT and seed), read again for each connection")
  private String credentialsFile;

  @Metadata(
      label = "security",
      description = "A file with the seed of an nkey, read again for each connection")
  private String nkeyFile;

  @Metadata(label = "security", description = "A file with a token, read again for each connection")
  private String tokenFile;

  @Metadata(
      label = "security",
      description = "A file with certificates (PEM) of the authorities that the servers' are by")
  private String caFile;

  @Metadata(
      label = "security",
      description =
          "A file with a certificate (PEM) to show to the servers, and those that lead to its"
              + " authority; read again for each connection")
  private String clientCertificateFile;

  @Metadata(
      label = "security",
      description = "A file with the key (PEM) of that certificate, not encrypted")
  private String clientKeyFile;

  @Metadata(
      label = "security",
      defaultValue = "false",
      description = "Whether the servers begin with TLS before they say anything")
  private boolean tlsFirst;

  private final List<KeyValueStore> stores = new CopyOnWriteArrayList<>();
  private NatsLink link;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    JetStreamEndpoint endpoint = new JetStreamEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The connection, made when it is first needed. */
  synchronized NatsLink link() {
    if (link == null) {
      link = new NatsLink(this);
    }
    return link;
  }

  /** Whether connections are made by TLS. */
  boolean isTls() {
    return servers.contains("tls://")
        || caFile != null
        || clientCertificateFile != null
        || tlsFirst;
  }

  /**
   * What TLS is made with.
   *
   * @throws IllegalArgumentException if a certificate is given without its key, or the reverse
   */
  PemFiles pemFiles() {
    if ((clientCertificateFile == null) != (clientKeyFile == null)) {
      throw new IllegalArgumentException(
          "clientCertificateFile and clientKeyFile belong together: set both, or none");
    }
    return new PemFiles(path(caFile), path(clientCertificateFile), path(clientKeyFile));
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }

  @Override
  public RecordStore openStore(String name) {
    KeyValueStore store = KeyValueStore.open(StoreSettings.of(name), link());
    stores.add(store);
    return store;
  }

  @Override
  public StoreView viewStore(String name) {
    return KeyValueStore.view(StoreSettings.of(name), new NatsLink(this));
  }

  /** The routes have ended by now, and the connection is still there. */
  @Override
  protected void doStop() throws Exception {
    stores.forEach(KeyValueStore::leave);
    super.doStop();
  }

  @Override
  protected void doShutdown() throws Exception {
    synchronized (this) {
      if (link != null) {
        link.close();
        link = null;
      }
    }
    super.doShutdown();
  }

  public String getServers() {
    return servers;
  }

  public void setServers(String servers) {
    this.servers = servers;
  }

  public String getCredentialsFile() {
    return credentialsFile;
  }

  public void setCredentialsFile(String credentialsFile) {
    this.credentialsFile = credentialsFile;
  }

  public String getNkeyFile() {
    return nkeyFile;
  }

  public void setNkeyFile(String nkeyFile) {
    this.nkeyFile = nkeyFile;
  }

  public String getTokenFile() {
    return tokenFile;
  }

  public void setTokenFile(String tokenFile) {
    this.tokenFile = tokenFile;
  }

  public String getCaFile() {
    return caFile;
  }

  public void setCaFile(String caFile) {
    this.caFile = caFile;
  }

  public String getClientCertificateFile() {
    return clientCertificateFile;
  }

  public void setClientCertificateFile(String clientCertificateFile) {
    this.clientCertificateFile = clientCertificateFile;
  }

  public String getClientKeyFile() {
    return clientKeyFile;
  }

  public void setClientKeyFile(String clientKeyFile) {
    this.clientKeyFile = clientKeyFile;
  }

  public boolean isTlsFirst() {
    return tlsFirst;
  }

  public void setTlsFirst(boolean tlsFirst) {
    this.tlsFirst = tlsFirst;
  }
}
