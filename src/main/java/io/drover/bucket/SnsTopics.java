package io.drover.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The topics of Amazon SNS from which a route takes messages: those that SNS signed, and no others.
 * Subscriptions of the route's address to them are confirmed. Thread-safe.
 */
final class SnsTopics {
  private final Set<String> arns;
  private final SnsSignatures signatures;
  private final Fetch fetch;

  /** What became of a message that is no event: an answer, or a reason why there is nothing. */
  record Verdict(Answer answer, String nothing) {
    private static final Verdict EVENT = new Verdict(null, null);

    private static Verdict refused(String why) {
      return new Verdict(new Answer(401, why), null);
    }
  }

  private SnsTopics(Set<String> arns, SnsSignatures signatures, Fetch fetch) {
    this.arns = arns;
    this.signatures = signatures;
    this.fetch = fetch;
  }

  /** Null if none are named. */
  static SnsTopics of(String arns, SnsSignatures signatures, Fetch fetch) {
    Set<String> named =
        Arrays.stream(arns == null ? new String[0] : arns.split(","))
            .map(String::strip)
            .filter(arn -> !arn.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return named.isEmpty() ? null : new SnsTopics(named, signatures, fetch);
  }

  Verdict check(byte[] content) {
    SnsMessage message = read(content);
    if (message == null) {
      return Verdict.refused("only messages of Amazon SNS are taken, not raw ones");
    }
    if (!arns.contains(message.topic())) {
      return Verdict.refused("the topic is not one of those that the route takes");
    }
    try {
      if (!signatures.isSigned(message)) {
        return Verdict.refused("the message is not signed by Amazon SNS");
      }
      return switch (message.type()) {
        case SnsMessage.CONFIRMATION -> confirm(message);
        case SnsMessage.UNSUBSCRIBED ->
            new Verdict(null, "the subscription to " + message.topic() + " has ended");
        case SnsMessage.NOTIFICATION -> Verdict.EVENT;
        default -> Verdict.refused("the type of the message is unknown");
      };
    } catch (IOException e) {
      return new Verdict(new Answer(503, "Amazon SNS cannot be asked now"), null);
    }
  }

  private static SnsMessage read(byte[] content) {
    try {
      JsonNode json = NotificationReader.parse(content);
      return json.path("TopicArn").isTextual() ? new SnsMessage(json) : null;
    } catch (PermanentException e) {
      return null;
    }
  }

  private Verdict confirm(SnsMessage message) throws IOException {
    URI address = message.ofSns("SubscribeURL");
    if (address == null) {
      return Verdict.refused("the address of the confirmation is none of Amazon SNS");
    }
    fetch.get(address);
    return new Verdict(null, "the subscription to " + message.topic() + " was confirmed");
  }
}
