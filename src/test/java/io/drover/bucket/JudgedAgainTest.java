package io.drover.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.delivery.ReadMessage;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Conditions that change while an event waits between its source and its route. */
class JudgedAgainTest {
  private static final String TWO =
      """
      {"Records":[
        {"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"in/a"}}},
        {"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"on/a"}}}
      ]}
      """;

  private static BucketMessages with(Consumer<BucketMessages> conditions) {
    BucketMessages messages = new BucketMessages();
    conditions.accept(messages);
    return messages;
  }

  private static ReadMessage kept() {
    return new BucketMessages().read(TWO.getBytes(UTF_8), Map.of());
  }

  @Test
  void whatIsStillTakenIsTheSame() {
    assertThat(with(m -> m.setPrefix("in/,on/")).again(kept())).isEqualTo(kept());
  }

  @Test
  void whatIsTakenNoMoreIsSaid() {
    ReadMessage again = with(m -> m.setPrefix("out/")).again(kept());
    assertThat(again.body()).isNull();
    assertThat(again.event()).isEqualTo(kept().event());
    assertThat(again.note()).isEqualTo("key in/a does not begin with out/");
  }

  @Test
  void ofSeveralRecordsThoseThatAreTakenAreTheEventTheyWouldHaveBeen() {
    BucketMessages changed = with(m -> m.setPrefix("on/"));
    assertThat(changed.again(kept())).isEqualTo(changed.read(TWO.getBytes(UTF_8), Map.of()));
  }

  @Test
  void whatAListingFoundIsTakenByWhateverItCame() {
    ReadMessage found = new ListedObject("b", "k", null, "e", 1, Instant.EPOCH, true).found();
    assertThat(with(m -> m.setEvents("s3:ObjectCreated:Copy")).again(found)).isEqualTo(found);
    assertThat(with(m -> m.setEvents("s3:ObjectRemoved:*")).again(found).body()).isNull();
  }
}
