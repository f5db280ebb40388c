package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Messages of Amazon SNS by HTTP, signed with a key of the test's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnsTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:uploads";
  private static final String CERTIFICATE =
      "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";
  private static final String SUBSCRIBE =
      "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=x&Token=y";

  private final List<URI> asked = Collections.synchronizedList(new ArrayList<>());
  private KeyPair keys;
  private Pem sns;
  private volatile boolean isAway;
  @TempDir private Path store;

  @BeforeAll
  void keys() throws Exception {
    keys = Pem.rsa();
  }

  @BeforeEach
  void certificate() throws Exception {
    sns = Pem.selfSigned("sns.amazonaws.com", keys, 30);
    asked.clear();
    isAway = false;
  }

  private byte[] fetch(URI address) throws IOException {
    asked.add(address);
    if (isAway) {
      throw new IOException("away");
    }
    try {
      return address.toString().equals(CERTIFICATE)
          ? sns.certificatePem().getBytes(StandardCharsets.UTF_8)
          : new byte[0];
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private RunningWebhook start() throws Exception {
    String options = "&host=0.0.0.0&topics=arn:aws:sns:x:1:other, " + TOPIC;
    return new RunningWebhook(store, options.replace(" ", "%20"), exchange -> {}, this::fetch);
  }

  private static ObjectNode message(String type) {
    ObjectNode message =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", type)
            .put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
            .put("TopicArn", TOPIC)
            .put("Message", RunningWebhook.UPLOAD)
            .put("Timestamp", "2026-11-02T00:54:06.655Z")
            .put("SignatureVersion", "2")
            .put("SigningCertURL", CERTIFICATE);
    return type.equals("Notification")
        ? message.put("Subject", "Amazon S3 Notification")
        : message.put("Token", "2336412f37").put("SubscribeURL", SUBSCRIBE);
  }

  /** As the documentation of SNS says it is made, written out by hand. */
  private ObjectNode signed(ObjectNode message) throws Exception {
    String[] names =
        message.path("Type").asText().equals("Notification")
            ? new String[] {"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"}
            : new String[] {
              "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"
            };
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (message.has(name)) {
        text.append(name + "\n" + message.get(name).asText() + "\n");
      }
    }
    boolean isFirst = message.path("SignatureVersion").asText().equals("1");
    Signature signature = Signature.getInstance(isFirst ? "SHA1withRSA" : "SHA256withRSA");
    signature.initSign(sns.keys().getPrivate());
    signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
  }

  private static HttpResponse<String> post(RunningWebhook webhook, ObjectNode message)
      throws Exception {
    return webhook.post(message.toString(), Map.of("Content-Type", "text/plain; charset=UTF-8"));
  }

  @Test
  void aSignedMessageOfATopicIsTheEventInIt() throws Exception {
    try (RunningWebhook webhook = start()) {
      ObjectNode first = signed(message("Notification").put("SignatureVersion", "1"));
      ObjectNode second = signed(message("Notification"));
      assertThat(post(webhook, first).body()).isEqualTo("{\"outcome\":\"done\"}");
      assertThat(post(webhook, second).body()).isEqualTo("{\"outcome\":\"duplicate\"}");
      assertThat(asked).as("the certificate is kept").containsExactly(URI.create(CERTIFICATE));
    }
  }

  @Test
  void aMessageWithoutASubjectIsSignedWithoutIt() throws Exception {
    ObjectNode message = message("Notification");
    message.remove("Subject");
    try (RunningWebhook webhook = start()) {
      assertThat(post(webhook, signed(message)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSubscriptionToATopicIsConfirmedAndItsEndIsFiltered() throws Exception {
    try (RunningWebhook webhook = start()) {
      HttpResponse<String> answer = post(webhook, signed(message("SubscriptionConfirmation")));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("filtered", "the subscription to " + TOPIC + " was confirmed");
      HttpResponse<String> end = post(webhook, signed(message("UnsubscribeConfirmation")));
      assertThat(end.body()).contains("filtered", "has ended");
      assertThat(asked).containsExactly(URI.create(CERTIFICATE), URI.create(SUBSCRIBE));
    }
  }

  @Test
  void anotherTopicIsRefusedAndNothingIsAskedFor() throws Exception {
    ObjectNode message = message("SubscriptionConfirmation").put("TopicArn", TOPIC + "2");
    try (RunningWebhook webhook = start()) {
      assertThat(post(webhook, signed(message)).statusCode()).isEqualTo(401);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void certificatesAreAskedForOfSnsAlone() throws Exception {
    List<String> addresses =
        List.of(
            "http://sns.eu-west-1.amazonaws.com/a.pem",
            "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
            "https://sns.eu-west-1.amazonaws.com@evil.example/a.pem",
            "https://evil.example/sns.eu-west-1.amazonaws.com/a.pem",
            "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
            "https://s3.eu-west-1.amazonaws.com/bucket/a.pem",
            "https://169.254.169.254/a.pem",
            "https://localhost/a.pem",
            "https://sns.eu-west-1.amazonaws.com/a.txt",
            "file:///etc/passwd",
            "https:sns.eu-west-1.amazonaws.com",
            "sns.eu-west-1.amazonaws.com",
            "https://[",
            "");
    try (RunningWebhook webhook = start()) {
      for (String address : addresses) {
        ObjectNode message = signed(message("Notification").put("SigningCertURL", address));
        assertThat(post(webhook, message).statusCode()).as(address).isEqualTo(401);
      }
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void aSubscriptionIsConfirmedAtSnsAlone() throws Exception {
    List<String> addresses =
        List.of(
            "http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
            "https://10.0.0.1/?Action=ConfirmSubscription",
            "https://sns.eu-west-1.amazonaws.com.evil.example/",
            "https://kubernetes.default.svc/api",
            "gopher://sns.eu-west-1.amazonaws.com/");
    try (RunningWebhook webhook = start()) {
      for (String address : addresses) {
        ObjectNode message = message("SubscriptionConfirmation").put("SubscribeURL", address);
        assertThat(post(webhook, signed(message)).statusCode()).as(address).isEqualTo(401);
      }
      assertThat(asked).containsExactly(URI.create(CERTIFICATE));
    }
  }

  @Test
  void aChangedMessageIsRefused() throws Exception {
    try (RunningWebhook webhook = start()) {
      for (String member :
          List.of("Message", "MessageId", "Subject", "Timestamp", "Type", "Signature")) {
        ObjectNode message = signed(message("Notification"));
        message.put(member, "x" + message.get(member).asText());
        assertThat(post(webhook, message).statusCode()).as(member).isEqualTo(401);
      }
      ObjectNode unknown = signed(message("Notification")).put("SignatureVersion", "3");
      assertThat(post(webhook, unknown).statusCode()).isEqualTo(401);
      for (String body : List.of("{", "[]", "{\"Records\":[]}", "")) {
        assertThat(webhook.post(body, Map.of()).statusCode()).as(body).isEqualTo(401);
      }
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    sns = Pem.selfSigned("sns.amazonaws.com", keys, -1);
    try (RunningWebhook webhook = start()) {
      assertThat(post(webhook, signed(message("Notification"))).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whileSnsCannotBeAskedItIsToSendAgain() throws Exception {
    try (RunningWebhook webhook = start()) {
      isAway = true;
      assertThat(post(webhook, signed(message("Notification"))).statusCode()).isEqualTo(503);
      isAway = false;
      assertThat(post(webhook, signed(message("Notification"))).statusCode()).isEqualTo(200);
    }
  }
}
