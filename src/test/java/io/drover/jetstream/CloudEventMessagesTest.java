package io.drover.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.delivery.PermanentException;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
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
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"#\"} | not base64"
      })
  void whatCannotBeReadIsSaidWithoutItsContent(String message, String why) {
    assertThatThrownBy(() -> read(message, PLACE))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("hello");
  }
}
