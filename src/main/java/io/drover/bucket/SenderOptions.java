package io.drover.bucket;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What shows the webhook that a sender is the one it should be. */
@UriParams
public class SenderOptions {
  @UriParam(
      label = "webhook,security",
      enums = "token,none",
      description = "none: listen on any address without any proof of the sender",
      defaultValue = "token")
  private String auth = "token";

  @UriParam(
      label = "webhook,security",
      secret = true,
      description = "The bearer token that a sender must show")
  private String token;

  @UriParam(
      label = "webhook,security",
      description = "File that holds the bearer token; read again when it changes")
  private String tokenFile;

  @UriParam(
      label = "webhook,security",
      secret = true,
      description = "The secret with which a sender signs the body of each request")
  private String hmacSecret;

  @UriParam(
      label = "webhook,security",
      description = "File that holds the secret of the signature; read again when it changes")
  private String hmacSecretFile;

  @UriParam(
      label = "webhook,security",
      description = "The header that holds the signature",
      defaultValue = "X-Hub-Signature-256")
  private String hmacHeader = "X-Hub-Signature-256";

  @UriParam(
      label = "webhook,security",
      description = "What stands before the signature in its header",
      defaultValue = "sha256=")
  private String hmacPrefix = "sha256=";

  @UriParam(
      label = "webhook,security",
      enums = "HmacSHA256,HmacSHA384,HmacSHA512,HmacSHA1",
      description = "How the signature is made",
      defaultValue = "HmacSHA256")
  private String hmacAlgorithm = "HmacSHA256";

  @UriParam(
      label = "webhook,security",
      enums = "hex,base64",
      description = "How the signature is written",
      defaultValue = "hex")
  private String hmacEncoding = "hex";

  @UriParam(
      label = "webhook,security",
      description =
          "ARNs of Amazon SNS topics, separated by commas: then only messages that SNS signed for"
              + " one of them are taken, and subscriptions to them are confirmed")
  private String topics;

  public String getAuth() {
    return auth;
  }

  public void setAuth(String auth) {
    this.auth = auth;
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
  }

  public String getTokenFile() {
    return tokenFile;
  }

  public void setTokenFile(String tokenFile) {
    this.tokenFile = tokenFile;
  }

  public String getHmacSecret() {
    return hmacSecret;
  }

  public void setHmacSecret(String hmacSecret) {
    this.hmacSecret = hmacSecret;
  }

  public String getHmacSecretFile() {
    return hmacSecretFile;
  }

  public void setHmacSecretFile(String hmacSecretFile) {
    this.hmacSecretFile = hmacSecretFile;
  }

  public String getHmacHeader() {
    return hmacHeader;
  }

  public void setHmacHeader(String hmacHeader) {
    this.hmacHeader = hmacHeader;
  }

  public String getHmacPrefix() {
    return hmacPrefix;
  }

  public void setHmacPrefix(String hmacPrefix) {
    this.hmacPrefix = hmacPrefix;
  }

  public String getHmacAlgorithm() {
    return hmacAlgorithm;
  }

  public void setHmacAlgorithm(String hmacAlgorithm) {
    this.hmacAlgorithm = hmacAlgorithm;
  }

  public String getHmacEncoding() {
    return hmacEncoding;
  }

  public void setHmacEncoding(String hmacEncoding) {
    this.hmacEncoding = hmacEncoding;
  }

  public String getTopics() {
    return topics;
  }

  public void setTopics(String topics) {
    this.topics = topics;
  }
}
