package io.drover.bucket;

import static io.drover.bucket.RunningWebhook.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS, with certificates of both sides. */
class WebhookTlsTest {
  @TempDir private Path folder;
  private Pem authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void files() throws Exception {
    authority = Pem.authority("root");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
  }

  private void serve(Pem server) throws Exception {
    replace(key, server.pkcs8Key());
    replace(certificate, server.certificatePem());
  }

  private static void replace(Path file, String content) throws IOException {
    Path next = Files.writeString(file.resolveSibling("next"), content);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private RunningWebhook start(String options) throws Exception {
    String files = "&tlsCertificateFile=" + certificate + "&tlsKeyFile=" + key;
    return new RunningWebhook(folder.resolve("store"), files + options, exchange -> {});
  }

  /** A sender that believes the authority, with a certificate of its own or null. */
  private int post(RunningWebhook webhook, Pem own) throws Exception {
    HttpClient sender = HttpClient.newBuilder().sslContext(context(own)).build();
    return sender
        .send(webhook.request(UPLOAD, Map.of()), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private SSLContext context(Pem own) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", authority.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore mine = KeyStore.getInstance("PKCS12");
    mine.load(null, null);
    if (own != null) {
      Certificate[] chain = {own.certificate()};
      mine.setKeyEntry("own", own.keys().getPrivate(), new char[0], chain);
    }
    keys.init(mine, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @CsvSource({"RSA, true", "RSA, false", "EC, true", "EC, false"})
  void keysOfAnyKindServe(String algorithm, boolean isTraditional) throws Exception {
    KeyPair keys = algorithm.equals("RSA") ? Pem.rsa() : Pem.ec();
    Pem server = authority.issue("server", keys);
    Files.writeString(certificate, server.certificatePem());
    Files.writeString(key, isTraditional ? server.traditionalKey() : server.pkcs8Key());
    try (RunningWebhook webhook = start("")) {
      assertThat(webhook.address().getScheme()).isEqualTo("https");
      assertThat(post(webhook, null)).isEqualTo(200);
    }
  }

  @Test
  void aChangedCertificateServesTheNextConnection() throws Exception {
    serve(authority.issue("server", Pem.rsa()));
    try (RunningWebhook webhook = start("")) {
      assertThat(post(webhook, null)).isEqualTo(200);
      Pem other = Pem.authority("another");
      serve(other.issue("server", Pem.ec()));
      assertThatThrownBy(() -> post(webhook, null)).isInstanceOf(IOException.class);
      authority = other;
      assertThat(post(webhook, null)).isEqualTo(200);
    }
  }

  @Test
  void aKeyThatIsNotThatOfTheCertificateIsNotTaken() throws Exception {
    serve(authority.issue("server", Pem.ec()));
    try (RunningWebhook webhook = start("")) {
      replace(key, authority.issue("server", Pem.ec()).pkcs8Key());
      assertThat(post(webhook, null)).isEqualTo(200);
    }
    assertThatThrownBy(() -> start(""))
        .hasStackTraceContaining("the key is not that of the first certificate");
  }

  @Test
  void sendersNeedACertificateOfTheAuthority() throws Exception {
    serve(authority.issue("server", Pem.ec()));
    Path clients = Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
    try (RunningWebhook webhook = start("&host=127.0.0.1&clientCaFile=" + clients)) {
      assertThat(post(webhook, authority.issue("minio", Pem.ec()))).isEqualTo(200);
      assertThatThrownBy(() -> post(webhook, null)).isInstanceOf(IOException.class);
      Pem stranger = Pem.authority("stranger").issue("minio", Pem.ec());
      assertThatThrownBy(() -> post(webhook, stranger)).isInstanceOf(IOException.class);
      Pem next = Pem.authority("next");
      replace(clients, next.certificatePem());
      assertThat(post(webhook, next.issue("minio", Pem.ec()))).isEqualTo(200);
      assertThatThrownBy(() -> post(webhook, authority.issue("minio", Pem.ec())))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void certificatesOfSendersNeedHttps() {
    assertThatThrownBy(
            () -> new RunningWebhook(folder, "&clientCaFile=" + certificate, exchange -> {}))
        .hasStackTraceContaining("HTTPS needs both tlsCertificateFile and tlsKeyFile");
  }

  @Test
  void aFileThatHoldsNoKeyIsSaidWithoutWhatItHolds() throws Exception {
    serve(authority.issue("server", Pem.ec()));
    replace(
        key,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----");
    assertThatThrownBy(() -> start(""))
        .hasStackTraceContaining("holds no block BEGIN PRIVATE KEY")
        .hasMessageNotContaining("c2VjcmV0");
  }
}
