package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which queue of Amazon SQS is read, and how. */
@UriParams
public class SqsOptions {
  @UriParam(label = "sqs", description = "The queue: its name, URL or ARN")
  private String queue;

  @UriParam(
      label = "sqs",
      description =
          "How long after it was last heard of the queue gives a message to another, in seconds."
              + " Messages at work are told of three times as often",
      defaultValue = "30")
  private int visibilitySeconds = 30;

  @UriParam(
      label = "sqs",
      description = "How long a request waits for messages, in seconds, at most 20",
      defaultValue = "20")
  private int waitSeconds = 20;

  public String getQueue() {
    return queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  public int getVisibilitySeconds() {
    return visibilitySeconds;
  }

  public void setVisibilitySeconds(int visibilitySeconds) {
    this.visibilitySeconds = visibilitySeconds;
  }

  public int getWaitSeconds() {
    return waitSeconds;
  }

  public void setWaitSeconds(int waitSeconds) {
    this.waitSeconds = waitSeconds;
  }
}
