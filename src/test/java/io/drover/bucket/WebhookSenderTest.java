package io.drover.bucket;

import static io.drover.bucket.RunningWebhook.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender has to show. */
class WebhookSenderTest {
  private static final Map<String, String> NOTHING = Map.of();
  @TempDir private Path folder;

  private RunningWebhook start(String options) throws Exception {
    return new RunningWebhook(folder.resolve("store"), options, exchange -> {});
  }

  private static byte[] mac(String algorithm, String secret, String body) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
    return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> signed(String secret, String body) throws Exception {
    String hex = HexFormat.of().formatHex(mac("HmacSHA256", secret, body));
    return Map.of("X-Hub-Signature-256", "sha256=" + hex);
  }

  private static int status(RunningWebhook webhook, String body, Map<String, String> headers)
      throws Exception {
    return webhook.post(body, headers).statusCode();
  }

  @Test
  void theSignatureOfTheBodyMustBeRight() throws Exception {
    try (RunningWebhook webhook = start("&hmacSecret=shared")) {
      assertThat(status(webhook, UPLOAD, signed("shared", UPLOAD))).isEqualTo(200);
      assertThat(status(webhook, UPLOAD, signed("other", UPLOAD))).isEqualTo(401);
      assertThat(status(webhook, UPLOAD + " ", signed("shared", UPLOAD))).isEqualTo(401);
      assertThat(status(webhook, UPLOAD, NOTHING)).isEqualTo(401);
      String bare = signed("shared", UPLOAD).get("X-Hub-Signature-256").substring(7);
      assertThat(status(webhook, UPLOAD, Map.of("X-Hub-Signature-256", bare))).isEqualTo(401);
      assertThat(
              status(
                  webhook,
                  UPLOAD,
                  Map.of("X-Hub-Signature-256", "sha256=" + bare.toUpperCase(Locale.ROOT))))
          .isEqualTo(200);
    }
  }

  @Test
  void theSchemeOfTheSignatureCanBeAnother() throws Exception {
    String options =
        "&hmacSecret=shared&hmacHeader=X-Signature&hmacPrefix=&hmacAlgorithm=HmacSHA512"
            + "&hmacEncoding=base64";
    try (RunningWebhook webhook = start(options)) {
      String signature = Base64.getEncoder().encodeToString(mac("HmacSHA512", "shared", UPLOAD));
      assertThat(status(webhook, UPLOAD, Map.of("X-Signature", signature))).isEqualTo(200);
      assertThat(status(webhook, UPLOAD, signed("shared", UPLOAD))).isEqualTo(401);
    }
  }

  @Test
  void anOversizedBodyIsADeadLetterOnlyWithTheSignatureOfAllOfIt() throws Exception {
    String large = "x".repeat(200_000);
    try (RunningWebhook webhook = start("&hmacSecret=shared&maxBodyBytes=1000")) {
      assertThat(status(webhook, large, signed("shared", large))).isEqualTo(202);
      assertThat(status(webhook, large, signed("shared", large.substring(0, 1001)))).isEqualTo(401);
    }
  }

  @Test
  void tokenAndSignatureMustBothBeRight() throws Exception {
    try (RunningWebhook webhook = start("&hmacSecret=shared&token=t0ken")) {
      String signature = signed("shared", UPLOAD).get("X-Hub-Signature-256");
      Map<String, String> both =
          Map.of("Authorization", "Bearer t0ken", "X-Hub-Signature-256", signature);
      assertThat(status(webhook, UPLOAD, both)).isEqualTo(200);
      assertThat(status(webhook, UPLOAD, signed("shared", UPLOAD))).isEqualTo(401);
      assertThat(status(webhook, UPLOAD, Map.of("Authorization", "Bearer t0ken"))).isEqualTo(401);
    }
  }

  @Test
  void secretsInFilesAreReadAgainWhenTheyChange() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    Path secret = Files.writeString(folder.resolve("secret"), "one\n");
    try (RunningWebhook webhook = start("&tokenFile=" + token + "&hmacSecretFile=" + secret)) {
      assertThat(status(webhook, UPLOAD, with("first", "one"))).isEqualTo(200);
      replace(token, "second");
      replace(secret, "another");
      assertThat(status(webhook, UPLOAD, with("first", "one"))).isEqualTo(401);
      assertThat(status(webhook, UPLOAD, with("first", "another"))).isEqualTo(401);
      assertThat(status(webhook, UPLOAD, with("second", "another"))).isEqualTo(200);
      replace(token, "");
      assertThat(status(webhook, UPLOAD, with("second", "another")))
          .as("while the file is empty its last content counts")
          .isEqualTo(200);
      assertThat(status(webhook, UPLOAD, with("", "another"))).isEqualTo(401);
      Files.delete(token);
      assertThat(status(webhook, UPLOAD, with("second", "another"))).isEqualTo(200);
    }
  }

  private static Map<String, String> with(String token, String secret) throws Exception {
    String signature = signed(secret, UPLOAD).get("X-Hub-Signature-256");
    return Map.of("Authorization", "Bearer " + token, "X-Hub-Signature-256", signature);
  }

  /** As Kubernetes does with mounted Secrets: by another file that takes the name. */
  private static void replace(Path file, String content) throws Exception {
    Path next = Files.writeString(file.resolveSibling("next"), content);
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aFileThatIsNotThereIsSaidAtTheStart() {
    assertThatThrownBy(() -> start("&tokenFile=" + folder.resolve("none")))
        .hasStackTraceContaining("reading tokenFile (" + folder.resolve("none") + ")")
        .hasStackTraceContaining("docs/troubleshooting.md#webhook-files");
  }

  @Test
  void aSecretTwiceIsAMistake() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "first");
    assertThatThrownBy(() -> start("&token=a&tokenFile=" + token))
        .hasStackTraceContaining("give token or tokenFile, not both");
  }

  @Test
  void whoeverAsksForASignatureMayListenAnywhere() throws Exception {
    try (RunningWebhook webhook = start("&host=0.0.0.0&hmacSecret=shared")) {
      assertThat(webhook.address().getPort()).isPositive();
    }
  }
}
