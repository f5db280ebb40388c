package io.drover.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Secrets secrets = new Secrets(List.of("hunter2-webhook", "abc"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 for Bearer eyJhbGciOi.x-y_z/+= | 401 for Bearer xxxxxx",
        "sent Authorization: Basic dXNlcjpwYXNz | sent Authorization: Basic xxxxxx",
        "GET http://bob:pa55@host/x refused | GET http://xxxxxx@host/x refused",
        "GET /?X-Amz-Security-Token=abc&b=1 | GET /?X-Amz-Security-Token=xxxxxx&b=1",
        "MINIO_SECRET_KEY=ab/cd+ef and api_key=x | MINIO_SECRET_KEY=xxxxxx and api_key=xxxxxx",
        "{\\\"password\\\":\\\"geheim\\\"} | {\\\"password\\\":\\\"xxxxxx\\\"}",
        "https://ghp_0123@host/x | https://xxxxxx@host/x",
        "X-Amz-Signature=0a1b2c failed | X-Amz-Signature=xxxxxx failed",
        "{\"password\": \"s e\"} | {\"password\": \"xxxxxx e\"}",
        "it was hunter2-webhook, twice: hunter2-webhook | it was xxxxxx, twice: xxxxxx",
        "the token is missing or wrong | the token is missing or wrong",
        "unexpected token: x at 3 | unexpected token: x at 3",
        "abc is too short to be looked for | abc is too short to be looked for"
      })
  void wordsForPeopleHaveNone(String text, String masked) {
    assertThat(secrets.mask(text)).isEqualTo(masked);
  }

  @Test
  void membersThatAreNamedLikeSecretsAreMaskedAndTheEventStaysAsItIs() throws Exception {
    JsonNode event =
        JSON.readTree(
            """
            {"s3": {"object": {"key": "token=a.gif", "userMetadata": {"X-Amz-Meta-Api-Key": "k",
               "note": "with hunter2-webhook in it", "tokens": 3}}},
             "accessToken": "t", "secretKeyRef": {"name": "n"}, "list": [{"password": null}]}
            """);
    String before = event.toString();
    assertThat((Object) secrets.mask(event))
        .isEqualTo(
            JSON.readTree(
                """
                {"s3": {"object": {"key": "token=a.gif", "userMetadata": {
                   "X-Amz-Meta-Api-Key": "xxxxxx", "note": "with xxxxxx in it", "tokens": 3}}},
                 "accessToken": "xxxxxx", "secretKeyRef": {"name": "n"},
                 "list": [{"password": "xxxxxx"}]}
                """));
    assertThat(event).hasToString(before);
  }

  @Test
  void bytesThatNobodyCouldReadHaveNone() {
    byte[] kept = (byte[]) secrets.maskPayload("\u00e9 password=geheim".getBytes(UTF_8));
    assertThat(new String(kept, UTF_8)).isEqualTo("\u00e9 password=xxxxxx");
  }

  /** A megabyte of nothing else once took minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "password", "token-", "://", "Bearer ", "a:", "=\""})
  void aLongTextTakesNoLongTime(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> secrets.mask(text));
  }
}
