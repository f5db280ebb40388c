package io.drover.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.NKey;
import java.util.Base64;

/**
 * An operator whose account may use JetStream, and credentials of its users, as {@code nsc} makes
 * them: <a href="https://docs.nats.io/running-a-nats-service/nats_admin/security/jwt">decentralised
 * JWTs</a>.
 */
public final class NatsOperator {
  private static final String ACCOUNT_LIMITS =
      "\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
          + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1,\"mem_storage\":-1,\"disk_storage\":-1,"
          + "\"streams\":-1,\"consumer\":-1}";
  private static final String USER_LIMITS = "\"subs\":-1,\"data\":-1,\"payload\":-1";

  private final NKey operator = NKey.createOperator(null);
  private final NKey system = NKey.createAccount(null);
  private final NKey account = NKey.createAccount(null);

  public NatsOperator() throws Exception {}

  /** What a server is told of it. */
  public String configuration() throws Exception {
    return "operator: "
        + token(operator, operator, "operator", "\"type\":\"operator\"")
        + "\nsystem_account: "
        + text(system)
        + "\nresolver: MEMORY\nresolver_preload: {\n"
        + line(system, "")
        + line(account, ACCOUNT_LIMITS + ",")
        + "}\n";
  }

  private String line(NKey each, String limits) throws Exception {
    return text(each) + ": " + token(operator, each, "a", limits + "\"type\":\"account\"") + "\n";
  }

  /** The content of a file of credentials. */
  public String credentials() throws Exception {
    NKey user = NKey.createUser(null);
    return "-----BEGIN NATS USER JWT-----\n"
        + token(account, user, "user", USER_LIMITS + ",\"type\":\"user\"")
        + "\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n"
        + new String(user.getSeed())
        + "\n------END USER NKEY SEED------\n";
  }

  private static String text(NKey key) throws Exception {
    return new String(key.getPublicKey());
  }

  private static String token(NKey issuer, NKey subject, String name, String claims)
      throws Exception {
    String body =
        part("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}")
            + "."
            + part(
                "{\"jti\":\"%s\",\"iat\":%d,\"iss\":\"%s\",\"name\":\"%s\",\"sub\":\"%s\",\"nats\":{%s,\"version\":2}}"
                    .formatted(
                        name,
                        System.currentTimeMillis() / 1_000,
                        text(issuer),
                        name,
                        text(subject),
                        claims));
    return body + "." + encode(issuer.sign(body.getBytes(UTF_8)));
  }

  private static String part(String json) {
    return encode(json.getBytes(UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
