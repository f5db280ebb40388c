package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.delivery.ReadMessage;
import io.drover.event.CloudEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptEventTest {
  private static final CloudEvent EVENT =
      new CloudEvent("id-1", "s3://b\u00fccket", "t", "a \"b\"\n\u2603 %25", "2026-01-01T00:00:00Z")
          .with("droverfound", "listing")
          .with("traceparent", "00-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"z\":null,\"a\":[null,{},[]],\"m\":\"\u2603\\u0000\"}",
        "{\"big\":123456789012345678901234567890,\"long\":9007199254740993}",
        "{\"small\":1.0E-300,\"float\":0.1,\"whole\":1.0}",
        "{\"id\":\"other\",\"data\":{\"specversion\":\"1.0\"}}",
        "[1,2]",
        "\"text\"",
        "null"
      })
  void itIsReadAsItWasWritten(String body) throws Exception {
    JsonNode json = new ObjectMapper().readTree(body);
    ReadMessage event = new ReadMessage(EVENT, json, "the event has no content type");
    ReadMessage read = KeptEvent.read(KeptEvent.write(event));
    assertThat(read).isEqualTo(event);
    assertThat(read.body().toString()).isEqualTo(json.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = "{}")
  void withoutANoteThereIsNone(String body) throws Exception {
    ReadMessage event = new ReadMessage(EVENT, new ObjectMapper().readTree(body), null);
    assertThat(KeptEvent.read(KeptEvent.write(event))).isEqualTo(event);
  }
}
