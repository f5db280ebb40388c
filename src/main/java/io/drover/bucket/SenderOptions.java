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
}
