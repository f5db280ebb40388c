package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.servers.CertificateAuthority;
import io.drover.servers.CertificateAuthority.Issued;
import io.drover.servers.NatsServer;
import io.drover.servers.RequiresServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that ask for TLS, and certificates that change while Drover runs. */
@RequiresServers("nats")
class NatsTlsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final JetStreamComponent component = new JetStreamComponent();
  private CertificateAuthority authority;
  private NatsServer server;
  private NatsLink link;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new CertificateAuthority(folder, "authority");
    component.setCaFile(authority.certificate().toString());
  }

  @AfterEach
  void stop() {
    if (link != null) {
      link.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private NatsLink start(String tls, String scheme) {
    server = new NatsServer("tls { " + tls + " }");
    component.setServers(server.url().replace("nats:", scheme + ":"));
    link = new NatsLink(component);
    return link;
  }

  private void assertConnects() throws Exception {
    assertThat(link.connection().jetStreamManagement().getStreamNames()).isEmpty();
  }

  private void assertRefused(String... why) {
    assertThatThrownBy(link::connection)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(why);
  }

  @Test
  void aServerWhoseCertificateIsByTheAuthorityIsTrusted() throws Exception {
    start(authority.issue("server", "127.0.0.1").configuration(), "tls");
    assertConnects();
  }

  @Test
  void aNameIsCheckedAsANameWhateverItsAddress() throws Exception {
    start(authority.issue("server", "localhost").configuration(), "tls");
    component.setServers(component.getServers().replace("127.0.0.1", "localhost"));
    assertConnects();
  }

  @Test
  void aServerByAnotherAuthorityIsRefused() throws Exception {
    CertificateAuthority other = new CertificateAuthority(folder, "other");
    start(other.issue("server", "127.0.0.1").configuration(), "tls");
    assertRefused("connecting to NATS at tls://127.0.0.1", "PKIX path");
  }

  @Test
  void aServerWithTheCertificateOfAnotherHostIsRefused() throws Exception {
    start(authority.issue("server", "nats.example.com", "10.0.0.1").configuration(), "tls");
    assertRefused("No subject alternative names matching IP address 127.0.0.1");
  }

  @Test
  void aServerThatBeginsWithTlsIsSpokenToSo() throws Exception {
    component.setTlsFirst(true);
    String tls = authority.issue("server", "127.0.0.1").configuration();
    start(tls + ", handshake_first: true", "tls");
    await().atMost(LONG).ignoreExceptions().until(() -> link.connection() != null);
    assertConnects();
  }

  @Test
  void aClientShowsItsCertificateAndTheOneThatTakesItsPlaceAfterThat() throws Exception {
    CertificateAuthority clients = new CertificateAuthority(folder, "clients");
    Issued client = clients.issue("client");
    String tls = authority.issue("server", "127.0.0.1").configuration() + ", verify: true";
    start(tls + ", ca_file: \"" + clients.certificate() + "\"", "tls");
    assertRefused("connecting to NATS");
    component.setClientCertificateFile(client.certificate().toString());
    component.setClientKeyFile(client.key().toString());
    assertConnects();

    CertificateAuthority next = new CertificateAuthority(folder, "next");
    Issued renewed = next.issue("client"); // over the one before
    assertThat(renewed).isEqualTo(client);
    server.close();
    server.start("tls { " + tls + ", ca_file: \"" + next.certificate() + "\" }");
    await().atMost(LONG).ignoreExceptions().untilAsserted(this::assertConnects);
  }

  @Test
  void anAuthorityThatIsExchangedWhileItRunsIsTrustedFromTheNextConnectionOn() throws Exception {
    start(authority.issue("server", "127.0.0.1").configuration(), "tls");
    assertConnects();
    server.close();
    authority = new CertificateAuthority(folder, "next");
    server.start("tls { " + authority.issue("server", "127.0.0.1").configuration() + " }");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(link.status()).contains("PKIX path").doesNotStartWith("CONNECTED"));
    Files.copy(
        authority.certificate(),
        Path.of(component.getCaFile()),
        StandardCopyOption.REPLACE_EXISTING);
    await().atMost(LONG).ignoreExceptions().untilAsserted(this::assertConnects);
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereItIsAskedFor() {
    server = new NatsServer();
    component.setServers(server.url().replace("nats:", "tls:"));
    link = new NatsLink(component);
    assertRefused("SSL");
  }

  @Test
  void aFileWithoutACertificateIsNamedAndNotShown() throws Exception {
    component.setCaFile(Files.writeString(folder.resolve("empty"), "a-secret").toString());
    component.setServers("tls://127.0.0.1:1");
    link = new NatsLink(component);
    assertRefused("reading certificates in " + folder.resolve("empty"));
    assertThatThrownBy(link::connection).hasMessageNotContaining("a-secret");
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() {
    component.setServers("tls://127.0.0.1:1");
    component.setClientCertificateFile("client.pem");
    link = new NatsLink(component);
    assertRefused("clientCertificateFile and clientKeyFile belong together");
  }
}
