package io.drover.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import io.nats.client.impl.Headers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventMessagesTest {
  private static final Map<String, String> PLACE =
      Map.of(
          "Nats-Stream", "S", "Nats-Subject", "s.x", "Nats-Sequence", "7", "Nats-Time-Stamp", "T");
  private final CloudEventMessages messages = new CloudEventMessages();

  private ReadMessage read(String message, Map<String, String> headers) {
    return messages.read(message.getBytes(UTF_8), headers);
  }

  @Test
  void aPlainMessageIsAnEventOfItsPlaceInTheStream() {
    ReadMessage first = read("{\"a\":1}", PLACE);
    assertThat(first.event().source()).isEqualTo("nats:S");
    assertThat(first.event().subject()).isEqualTo("s.x");
    assertThat(first.body()).hasToString("{\"a\":1}");
    assertThat(read("{\"a\":1}", PLACE).event().id()).isEqualTo(first.event().id());
    Map<String, String> next =
        Map.of("Nats-Stream", "S", "Nats-Subject", "s.x", "Nats-Sequence", "8");
    assertThat(read("{\"a\":1}", next).event().id()).isNotEqualTo(first.event().id());
  }

  @Test
  void theIdOfAMessageIsThatOfItsEvent() {
    assertThat(read("[]", Map.of("Nats-Msg-Id", "m-1")).event().id()).isEqualTo("m-1");
  }

  @Test
  void headersOfACloudEventGoBeforeTheMessageId() {
    Map<String, String> headers =
        Map.of("ce-id", "e", "ce-source", "/s", "ce-type", "t", "Nats-Msg-Id", "m-1");
    assertThat(read("1", headers).event()).isEqualTo(new CloudEvent("e", "/s", "t", null, null));
  }

  @Test
  void attributesSurviveHeadersWhateverTheirCharacters() {
    CloudEvent event =
        new CloudEvent("e", "s3://b", "t", "a b\n100%25 \"ü\u2603\ud83d\ude00.gif", "T")
            .with("droverfound", "listing");
    Map<String, String> headers = new HashMap<>();
    Headers sent = AttributeHeaders.of(event);
    sent.forEach((name, values) -> headers.put(name, values.get(0)));
    assertThat(read("1", headers).event()).isEqualTo(event);
    assertThat(sent.getFirst("ce-subject"))
        .isEqualTo("a%20b%0A100%2525%20%22%C3%BC%E2%98%83%F0%9F%98%80.gif");
  }

  @Test
  void aPercentSignOfASenderThatDoesNotEncodeIsOne() {
    Map<String, String> headers = Map.of("ce-id", "100%", "ce-subject", "50% of %zz");
    assertThat(read("1", headers).event())
        .isEqualTo(new CloudEvent("100%", "nats", "io.nats.jetstream.message", "50% of %zz", null));
  }

  @Test
  void extensionAttributesAreKeptInBothModes() {
    Map<String, String> binary =
        Map.of("ce-id", "e", "ce-source", "s", "ce-type", "t", "ce-traceparent", "00-1");
    String structured =
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"t\","
            + "\"traceparent\":\"00-1\",\"data\":1}";
    CloudEvent event = new CloudEvent("e", "s", "t", null, null).with("traceparent", "00-1");
    assertThat(read("1", binary).event()).isEqualTo(event);
    assertThat(read(structured, Map.of()).event()).isEqualTo(event);
    assertThat(event.headers()).containsEntry("ce-traceparent", "00-1");
  }

  @Test
  void aMessageOfAnArgoEventsBusIsItsCloudEvent() {
    String message =
        """
        {"specversion":"1.0","id":"9f0c","source":"minio","type":"minio","subject":"example",
         "datacontenttype":"application/json","time":"2026-07-18T12:00:00.123456789Z",
         "data":{"notification":[{"eventName":"s3:ObjectCreated:Put"}]}}
        """;
    ReadMessage read = read(message, Map.of("Nats-Msg-Id", "9f0c"));
    assertThat(read.event())
        .isEqualTo(
            new CloudEvent("9f0c", "minio", "minio", "example", "2026-07-18T12:00:00.123456789Z"));
    assertThat(read.body())
        .hasToString("{\"notification\":[{\"eventName\":\"s3:ObjectCreated:Put\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | the message is not JSON",
        "{} {} | the message is not JSON",
        "'' | the message is empty",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | neither data nor",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"#\"}"
            + " | not base64"
      })
  void whatCannotBeReadIsSaidWithoutItsContent(String message, String why) {
    assertThatThrownBy(() -> read(message, PLACE))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hello");
  }
}
