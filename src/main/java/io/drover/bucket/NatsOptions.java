package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which subject of core NATS is read, and how. */
@UriParams
public class NatsOptions {
  @UriParam(label = "nats", description = "The subject; * and > as NATS has them")
  private String subject;

  @UriParam(
      label = "nats",
      description =
          "The queue group: of several replicas with the same one each message is for one")
  private String queueGroup;

  @UriParam(
      label = "nats",
      description =
          "Addresses of the servers, separated by commas; tls:// for those with certificates. If"
              + " not given, those of camel.component.nats.servers, or nats://127.0.0.1:4222")
  private String servers;

  @UriParam(
      label = "nats,security",
      description =
          "A file of credentials as nsc writes it (JWT and seed), read again for each connection")
  private String credentialsFile;

  @UriParam(
      label = "nats,security",
      description =
          "A file with certificates (PEM) of the authorities that those of the servers are by")
  private String caFile;

  @UriParam(
      label = "nats",
      description =
          "How long an event that cannot be acted on is tried, in seconds, before it is a dead"
              + " letter",
      defaultValue = "3600")
  private int retrySeconds = 3_600;

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public String getQueueGroup() {
    return queueGroup;
  }

  public void setQueueGroup(String queueGroup) {
    this.queueGroup = queueGroup;
  }

  public String getServers() {
    return servers;
  }

  public void setServers(String servers) {
    this.servers = servers;
  }

  public String getCredentialsFile() {
    return credentialsFile;
  }

  public void setCredentialsFile(String credentialsFile) {
    this.credentialsFile = credentialsFile;
  }

  public String getCaFile() {
    return caFile;
  }

  public void setCaFile(String caFile) {
    this.caFile = caFile;
  }

  public int getRetrySeconds() {
    return retrySeconds;
  }

  public void setRetrySeconds(int retrySeconds) {
    this.retrySeconds = retrySeconds;
  }
}
