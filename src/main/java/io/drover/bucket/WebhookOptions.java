package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Where and how much the webhook listens. */
@UriParams
public class WebhookOptions {
  @UriParam(
      label = "webhook",
      description =
          "Where to listen. Without any proof of the sender only a loopback address is accepted"
              + " unless auth=none",
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
          "How long a sender waits for the outcome, in milliseconds, before it is told to come"
              + " back",
      defaultValue = "50000")
  private long answerTimeoutMillis = 50000;

  @UriParam(
      label = "webhook",
      description =
          "How many events of the route are worked on at once; the sender of one more is told at"
              + " once to come back",
      defaultValue = "64")
  private int maxInFlight = 64;

  @UriParam(
      label = "webhook",
      description =
          "How long a sender may take to send a request, in milliseconds, before its connection is"
              + " closed",
      defaultValue = "20000")
  private long readTimeoutMillis = 20000;

  @UriParam(
      label = "webhook,security",
      description =
          "PEM file of the certificate chain to serve HTTPS with; read again when it changes")
  private String tlsCertificateFile;

  @UriParam(label = "webhook,security", description = "PEM file of the certificate's private key")
  private String tlsKeyFile;

  @UriParam(
      label = "webhook,security",
      description =
          "PEM file of the authorities of which one must have signed the certificate that a sender"
              + " shows; read again when it changes")
  private String clientCaFile;

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

  public int getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public long getReadTimeoutMillis() {
    return readTimeoutMillis;
  }

  public void setReadTimeoutMillis(long readTimeoutMillis) {
    this.readTimeoutMillis = readTimeoutMillis;
  }

  public String getTlsCertificateFile() {
    return tlsCertificateFile;
  }

  public void setTlsCertificateFile(String tlsCertificateFile) {
    this.tlsCertificateFile = tlsCertificateFile;
  }

  public String getTlsKeyFile() {
    return tlsKeyFile;
  }

  public void setTlsKeyFile(String tlsKeyFile) {
    this.tlsKeyFile = tlsKeyFile;
  }

  public String getClientCaFile() {
    return clientCaFile;
  }

  public void setClientCaFile(String clientCaFile) {
    this.clientCaFile = clientCaFile;
  }
}
