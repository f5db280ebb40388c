package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On notifications that a MinIO sent by webhook, NATS and its listen API. */
class NotificationReaderTest {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/bucket");
  private final NotificationReader reader = new NotificationReader(KeyEncoding.AUTO);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "put-png",
        "put-gif",
        "put-text",
        "put-no-content-type",
        "put-odd-key",
        "put-json-escapes",
        "put-metadata",
        "put-zero-bytes",
        "put-tagging",
        "post-form",
        "multipart",
        "copy",
        "put-folder-marker",
        "delete",
        "versioned-put",
        "versioned-delete-marker",
        "versioned-delete-version",
        "suspended-put"
      })
  void everyTransportGivesTheSameKeyAndTheSameId(String name) throws IOException {
    Notification listen = read("minio-listen-" + name);
    for (String transport : List.of("minio-webhook-", "minio-nats-")) {
      Notification other = read(transport + name);
      assertThat(other.event().id()).isEqualTo(listen.event().id());
      assertThat(other.event().subject()).isEqualTo(listen.event().subject());
      assertThat(other.event().type()).isEqualTo(listen.event().type()).startsWith("s3:");
    }
  }

  @Test
  void differentEventsHaveDifferentIds() throws IOException {
    Set<String> ids = new HashSet<>();
    int count = 0;
    try (var files = Files.list(FIXTURES)) {
      for (Path file : files.filter(f -> f.toString().contains("webhook-")).toList()) {
        if (file.toString().endsWith(".json")) {
          ids.add(reader.read(Files.readAllBytes(file)).event().id());
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(15);
    assertThat(ids).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minio-webhook-put-odd-key | thumbnails/My Bear+1 100% \u00e9.png",
        "minio-listen-put-odd-key  | thumbnails/My Bear+1 100% \u00e9.png",
      })
  void keysAreDecodedOnce(String file, String key) throws IOException {
    assertThat(read(file).event().subject()).isEqualTo(key);
  }

  @Test
  void aListedKeyThatLooksEncodedStaysAsItIs() {
    Notification line =
        read(
            """
            {"Records":[{"eventSource":"minio:s3","eventName":"s3:ObjectCreated:Put",
              "s3":{"bucket":{"name":"b"},"object":{"key":"%2F%20"}}}]}
            """
                .getBytes(StandardCharsets.UTF_8));
    assertThat(line.event().subject()).isEqualTo("%2F%20");
  }

  @Test
  void anAwsRecordGetsThePrefixAndItsKeyDecodedAndLacksAContentType() {
    Notification aws = read(aws("thumbnails/a+b%26.gif").getBytes(StandardCharsets.UTF_8));
    assertThat(aws.event().type()).isEqualTo("s3:ObjectCreated:Put");
    assertThat(aws.event().subject()).isEqualTo("thumbnails/a b&.gif");
    assertThat(aws.lacksContentType()).isTrue();
  }

  @Test
  void anAwsEventIsKnownAgainByVersionAndETagWhateverItsSequencer() {
    String first = aws("a.gif");
    String again = first.replace("0055AED6DCD90281E5", "0055AED6DCD90281E6");
    assertThat(read(again.getBytes(StandardCharsets.UTF_8)).event().id())
        .isEqualTo(read(first.getBytes(StandardCharsets.UTF_8)).event().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Records\":null}", "{\"Records\":[]}", "{\"Event\":\"s3:TestEvent\"}"})
  void pingsAndTestsHaveNoRecordsButAReason(String message) {
    Notification notification = read(message.getBytes(StandardCharsets.UTF_8));
    assertThat(notification.records()).isEmpty();
    assertThat(notification.empty()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json                | not JSON",
        "{\"Records\":[]} trailing | not JSON",
        "[1]                     | no array Records",
        "{\"a\":1}                | no array Records",
        "{\"Records\":[{}]}       | lacks eventName",
        "{\"Records\":[7]}        | lacks eventName",
      })
  void whatIsNoBucketEventIsRefusedWithTheReason(String message, String reason) {
    assertThatThrownBy(() -> read(message.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%ff", "%C3"})
  void aKeyThatCannotBeDecodedIsRefused(String key) {
    assertThatThrownBy(() -> read(aws(key).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("is not form-encoded");
  }

  @Test
  void theEncodingCanBeSaid() {
    byte[] message = aws("a+b%20c").getBytes(StandardCharsets.UTF_8);
    assertThat(new NotificationReader(KeyEncoding.PLAIN).read(message).event().subject())
        .isEqualTo("a+b%20c");
    assertThat(new NotificationReader(KeyEncoding.FORM).read(message).event().subject())
        .isEqualTo("a b c");
  }

  private static String aws(String key) {
    return """
    {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",
      "eventTime":"1970-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put",
      "s3":{"s3SchemaVersion":"1.0","bucket":{"name":"b","arn":"arn:aws:s3:::b"},
        "object":{"key":"KEY","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
          "sequencer":"0055AED6DCD90281E5"}}}]}
    """
        .replace("KEY", key);
  }

  private Notification read(String fixture) throws IOException {
    return read(Files.readAllBytes(FIXTURES.resolve(fixture + ".json")));
  }

  private Notification read(byte[] content) {
    return reader.read(content);
  }

  private static final String BRIDGE =
      """
      {"version": "0", "detail-type": "%s", "source": "aws.s3", "time": "2026-11-12T00:00:00Z",
       "region": "ca-central-1", "detail": {"bucket": {"name": "acme"}, "object": {"key": "a b+c%%20.png",
       "size": 5, "etag": "b57f", "version-id": "v1", "sequencer": "00617F08299329D189"},
       "request-id": "N4N7", "reason": "%s", "deletion-type": "%s"}}
      """;

  @ParameterizedTest
  @CsvSource({
    "Object Created, PutObject, , s3:ObjectCreated:Put",
    "Object Created, POST Object, , s3:ObjectCreated:Post",
    "Object Created, CopyObject, , s3:ObjectCreated:Copy",
    "Object Created, CompleteMultipartUpload, , s3:ObjectCreated:CompleteMultipartUpload",
    "Object Deleted, DeleteObject, Permanently Deleted, s3:ObjectRemoved:Delete",
    "Object Deleted, Lifecycle Expiration, Delete Marker Created, s3:ObjectRemoved:DeleteMarkerCreated"
  })
  void anEventOfEventBridgeIsTheRecordThatS3SendsElsewhere(
      String type, String reason, String deletion, String name) {
    Notification notification =
        read(String.format(BRIDGE, type, reason, deletion).getBytes(StandardCharsets.UTF_8));
    assertThat(notification.event().type()).isEqualTo(name);
    assertThat(notification.event().subject()).isEqualTo("a b+c%20.png");
    assertThat(notification.event().source()).isEqualTo("s3://acme");
    assertThat(notification.records().get(0).at("/s3/object/eTag").asText()).isEqualTo("b57f");
  }

  @Test
  void otherEventsOfEventBridgeAreNone() {
    String message = String.format(BRIDGE, "Object Tags Added", "", "");
    assertThat(read(message.getBytes(StandardCharsets.UTF_8)).empty())
        .isEqualTo("an event of type Object Tags Added");
  }

  @Test
  void anEventInsideAMessageOfSnsIsThatEvent() throws IOException {
    byte[] plain = Files.readAllBytes(FIXTURES.resolve("minio-webhook-put-gif.json"));
    String wrapped =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "Notification")
            .put("Message", new String(plain, StandardCharsets.UTF_8))
            .toString();
    assertThat(read(wrapped.getBytes(StandardCharsets.UTF_8)).event())
        .isEqualTo(read(plain).event());
  }
}
