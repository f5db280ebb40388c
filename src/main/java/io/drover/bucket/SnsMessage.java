package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message of Amazon SNS. Source: <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">Amazon SNS
 * message and JSON formats</a>.
 */
record SnsMessage(JsonNode json) {
  static final String NOTIFICATION = "Notification";
  static final String CONFIRMATION = "SubscriptionConfirmation";
  static final String UNSUBSCRIBED = "UnsubscribeConfirmation";

  private static final Pattern HOST =
      Pattern.compile("sns\\.[a-z0-9-]{3,40}\\.amazonaws\\.com(\\.cn)?");
  private static final List<String> OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> OF_CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  String type() {
    return text("Type");
  }

  String topic() {
    return text("TopicArn");
  }

  String text(String name) {
    return json.path(name).asText();
  }

  /** Whether it is about a subscription, and holds no event. */
  boolean isAboutSubscription() {
    return type().equals(CONFIRMATION) || type().equals(UNSUBSCRIBED);
  }

  /** What the signature is made of: certain members in this order, each name and value a line. */
  byte[] signed() {
    StringBuilder text = new StringBuilder();
    for (String name : isAboutSubscription() ? OF_CONFIRMATION : OF_NOTIFICATION) {
      if (json.hasNonNull(name)) {
        text.append(name).append('\n').append(text(name)).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * An address that the message names, if it is one of SNS itself: nothing else is ever asked for.
   *
   * @return null if it is another
   */
  URI ofSns(String name) {
    try {
      URI address = URI.create(text(name));
      boolean isSns =
          "https".equals(address.getScheme())
              && address.getHost() != null
              && HOST.matcher(address.getHost()).matches()
              && address.getRawUserInfo() == null
              && (address.getPort() == -1 || address.getPort() == 443);
      return isSns ? address : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
