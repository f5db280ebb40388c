package io.drover.bucket;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A queue as it was named: by name, ARN or URL.
 *
 * @param account null for that of the credentials
 * @param region null if it does not tell
 * @param url null if it has to be asked for
 */
record SqsQueue(String name, String account, String region, String url) {
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:sqs:([a-z0-9-]*):([0-9]*):([A-Za-z0-9_.-]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
  private static final Pattern HOST = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com.*");

  /**
   * @throws IllegalArgumentException if it is none of the three
   */
  static SqsQueue of(String queue) {
    String given = queue == null ? "" : queue.strip();
    Matcher arn = ARN.matcher(given);
    if (arn.matches()) {
      return new SqsQueue(arn.group(3), orNull(arn.group(2)), orNull(arn.group(1)), null);
    }
    if (given.startsWith("http://") || given.startsWith("https://")) {
      URI url = URI.create(given);
      Matcher host = HOST.matcher(String.valueOf(url.getHost()));
      String name = given.substring(given.lastIndexOf('/') + 1);
      return new SqsQueue(name, null, host.matches() ? host.group(1) : null, given);
    }
    if (NAME.matcher(given).matches()) {
      return new SqsQueue(given, null, null, null);
    }
    throw new IllegalArgumentException(
        "queue="
            + given
            + ": it is the name of a queue, its URL, or its ARN such as"
            + " arn:aws:sqs:eu-central-1:123456789012:uploads");
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  boolean isFifo() {
    return name.endsWith(".fifo");
  }

  /** The address of the queue, which may be asked for. */
  String url(SqsClient client) {
    return url != null
        ? url
        : client.getQueueUrl(b -> b.queueName(name).queueOwnerAWSAccountId(account)).queueUrl();
  }
}
