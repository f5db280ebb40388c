package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Where and how much the webhook listens. */
@UriParams
public class WebhookOptions {
  @UriParam(
      label = "webhook",
      description =
          "Where to listen. Without any proof of the sender only a loopback address is accepted unless auth=none",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @UriParam(
      label = "webhook",
      description = "Port to listen on; 0 for a free one",
      defaultValue = "9080")
  private int port = 9080;

  @UriParam(
      label = "webhook",
      description = "Path of the address that the store posts to; the bucket's name if not given")
  private String path;

  @UriParam(
      label = "webhook",
      description = "The largest body accepted, in bytes; a larger one becomes a dead letter",
      defaultValue = "1048576")
  private int maxBodyBytes = 1048576;

  @UriParam(
      label = "webhook",
      description =
          "How long a sender waits for the outcome, in milliseconds, before it is told to come back",
      defaultValue = "50000")
  private long answerTimeoutMillis = 50000;

  public String getHost() {
    return host;
  }

  public void setHost(String host) {
    this.host = host;
  }

  public int getPort() {
    return port;
  }

  public void setPort(int port) {
    this.port = port;
  }

  public String getPath() {
    return path;
  }

  public void setPath(String path) {
    this.path = path;
  }

  public int getMaxBodyBytes() {
    return maxBodyBytes;
  }

  public void setMaxBodyBytes(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  public long getAnswerTimeoutMillis() {
    return answerTimeoutMillis;
  }

  public void setAnswerTimeoutMillis(long answerTimeoutMillis) {
    this.answerTimeoutMillis = answerTimeoutMillis;
  }
}
