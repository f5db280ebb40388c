package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenRequestTest {
  private static final String SECRET = "a-very-secret-key";

  private static HttpRequest signed(ListenRequest request) {
    ObjectStore store = new ObjectStore();
    store.setEndpoint("http://minio:9000");
    store.setAccessKey("someone");
    store.setSecretKey(SECRET);
    return request.signed(store, store.credentials());
  }

  @Test
  void asksForTheEventsThatAllAskForInAlphabeticalOrder() {
    ListenRequest request =
        ListenRequest.of("acme", "in/", ".gif", List.of("s3:ObjectCreated:Put"));
    assertThat(signed(request).uri().getRawQuery())
        .contains("events=s3%3AObjectCreated%3A%2A&events=s3%3AObjectRemoved%3A%2A")
        .contains("prefix=in%2F")
        .contains("suffix=.gif")
        .contains("ping=2");
    assertThat(ListenRequest.of("acme", "", "", List.of()).events()).isEqualTo(request.events());
    assertThat(ListenRequest.of("acme", "", "", List.of("s3:*", "s3:Object*")).events())
        .isEqualTo(request.events());
  }

  @Test
  void asksForOtherEventsThatAreWantedToo() {
    assertThat(
            ListenRequest.of("acme", "", "", List.of("s3:ObjectTagging:*", "s3:ObjectAccessed:Get"))
                .events())
        .containsExactly(
            "s3:ObjectAccessed:Get",
            "s3:ObjectCreated:*",
            "s3:ObjectRemoved:*",
            "s3:ObjectTagging:*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "a/b/c   | a/b/c",
        "a/../c  | a/",
        "./c     | -",
        "a/b\\c  | a/",
        "a..b/c  | a..b/c",
        "a/b/    | a/b/"
      })
  void aPrefixThatMinioRefusesIsCutShort(String prefix, String sent) {
    String expected = sent == null ? "" : sent;
    assertThat(ListenRequest.of("acme", prefix, "", List.of()).prefix()).isEqualTo(expected);
  }

  @Test
  void isSignedAndHoldsNoSecret() {
    HttpRequest request = signed(ListenRequest.of("acme", "", "/../x", List.of()));
    assertThat(request.headers().firstValue("Authorization"))
        .hasValueSatisfying(
            text -> assertThat(text).contains("Credential=someone/").doesNotContain(SECRET));
    assertThat(request.uri().toString()).doesNotContain("suffix", SECRET);
  }
}
