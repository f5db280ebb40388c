package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "acme | t/ | .gif | s3:ObjectCreated:Put        | -",
        "acme | -  | -    | -                           | -",
        "-    | -  | -    | s3:ObjectCreated:*          | -",
        "acme | -  | -    | s3:ObjectCreated:Post, s3:ObjectCreated:Put | -",
        "b    | -  | -    | -                           | bucket acme is not b",
        "acme | x/ | -    | -                           | key t/a.gif does not begin with x/",
        "acme | -  | .png | -                           | key t/a.gif does not end with .png",
        "acme | -  | -    | s3:ObjectRemoved:*          | event s3:ObjectCreated:Put is not one of s3:ObjectRemoved:*",
        "b,acme | x/,t/ | .png, .gif | -                | -",
        "b,c  | -  | -    | -                           | bucket acme is not one of b, c",
        "acme | x/,y/ | - | -                           | key t/a.gif does not begin with one of x/, y/",
      })
  void takesARecordOrSaysWhyNot(
      String bucket, String prefix, String suffix, String events, String reason) {
    Notification taken =
        ObjectFilter.of(bucket, prefix, suffix, events)
            .apply(new Notification(List.of(record("t/a.gif")), null));
    assertThat(taken.empty()).isEqualTo(reason);
    assertThat(taken.records()).hasSize(reason == null ? 1 : 0);
  }

  @Test
  void theIdIsMadeFromTheRecordsThatAreLeft() {
    Notification two = new Notification(List.of(record("x.gif"), record("t/a.gif")), null);
    Notification left = ObjectFilter.of("acme", "t/", null, null).apply(two);
    assertThat(left.event().id())
        .isEqualTo(new Notification(List.of(record("t/a.gif")), null).event().id())
        .isNotEqualTo(two.event().id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                  | true",
        "s3:*                               | true",
        "s3:ObjectCreated:*                 | true",
        "s3:ObjectCreated:Copy              | true",
        "s3:ObjectRemoved:*, s3:ObjectCreated:Post | true",
        "s3:ObjectCreated:PutTagging        | false",
        "s3:ObjectCreated:PutRetention      | false",
        "s3:ObjectCreated:PutLegalHold      | false",
        "s3:ObjectTagging:*                 | false",
        "s3:ObjectRemoved:*                 | false",
      })
  void anObjectThatWasListedPassesWhateverNamesAnUpload(String events, boolean passes) {
    assertThat(ObjectFilter.of("acme", null, null, events).takesListed()).isEqualTo(passes);
  }

  @Test
  void aPrefixThatBeginsWithAnotherOneIsNotListedTwice() {
    assertThat(ObjectFilter.of("acme", "a/b/,a/,c,a/", null, null).widestPrefixes())
        .containsExactly("a/", "c");
    assertThat(ObjectFilter.of("acme", "", null, null).widestPrefixes()).containsExactly("");
  }

  private static ObjectNode record(String key) {
    ObjectNode event = new ObjectMapper().createObjectNode();
    event.put("eventName", "s3:ObjectCreated:Put");
    ObjectNode s3 = event.putObject("s3");
    s3.putObject("bucket").put("name", "acme");
    s3.putObject("object").put("key", key);
    return event;
  }
}
