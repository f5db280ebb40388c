package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.bucket.NotificationCases.Case;
import io.drover.delivery.PermanentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each field of each sender's messages. */
class NotificationCasesTest {
  private final NotificationReader reader = new NotificationReader(KeyEncoding.AUTO);

  static List<Case> cases() {
    return NotificationCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadAsItsCaseSays(Case given) {
    JsonNode yaml = given.yaml();
    if (yaml.has("error")) {
      assertThatThrownBy(() -> reader.read(given.message()))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining(yaml.get("error").asText());
      return;
    }
    Notification read = reader.read(given.message());
    assertThat(read.empty()).isEqualTo(yaml.has("nothing") ? yaml.get("nothing").asText() : null);
    assertThat(read.records()).hasSize(yaml.path("records").size());
    for (int i = 0; i < read.records().size(); i++) {
      assertThat(differences("", yaml.get("records").get(i), read.records().get(i))).isEmpty();
      assertThat(Notification.name(read.records().get(i))).startsWith("s3:");
    }
    if (yaml.has("same")) {
      assertThat(read.event().id()).isEqualTo(id(yaml.get("same").asText()));
    }
    for (JsonNode other : yaml.path("other")) {
      assertThat(read.event().id()).isNotEqualTo(id(other.asText()));
    }
  }

  private String id(String name) {
    return reader.read(NotificationCases.named(name).message()).event().id();
  }

  /** Null stands for what must not be there, a star for any text. */
  private static List<String> differences(String path, JsonNode expected, JsonNode found) {
    if (expected.isObject()) {
      return expected.properties().stream()
          .flatMap(
              e ->
                  differences(path + "/" + e.getKey(), e.getValue(), found.path(e.getKey()))
                      .stream())
          .toList();
    }
    boolean isRight =
        expected.isNull()
            ? found.isMissingNode()
            : expected.asText().equals("*")
                ? found.isTextual()
                : expected.isNumber()
                    ? found.isNumber() && found.asLong() == expected.asLong()
                    : found.equals(expected);
    return isRight ? List.of() : List.of(path + " is " + found + ", not " + expected);
  }

  static Stream<Arguments> oddKeys() {
    JsonNode odd = NotificationCases.read("odd-keys.yaml");
    List<Arguments> all = new ArrayList<>();
    for (JsonNode key : odd.get("keys")) {
      for (Map.Entry<String, JsonNode> message : odd.get("messages").properties()) {
        all.add(Arguments.of(key.get("name").asText(), message.getKey(), key, message.getValue()));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("oddKeys")
  void aKeyIsTheOneOfTheObject(String name, String transport, JsonNode key, JsonNode message)
      throws IOException {
    String plain = name.equals("1024 bytes") ? "\u00e9".repeat(512) : key.get("key").asText();
    String form = name.equals("1024 bytes") ? "%C3%A9".repeat(512) : key.get("form").asText();
    String sent = message.get("form").asBoolean() ? form : plain;
    byte[] bytes = NotificationCases.bytes(with(sent, message.get("in")));
    if (plain.isEmpty()) {
      assertThatThrownBy(() -> reader.read(bytes))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("a record lacks");
    } else {
      assertThat(reader.read(bytes).event().subject()).isEqualTo(plain);
    }
  }

  /** A copy in which the key stands, in text that is JSON itself too. */
  private static JsonNode with(String key, JsonNode message) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String literal = json.writeValueAsString(key);
    if (message.path("Message").isTextual()) {
      String inner = message.get("Message").asText().replace("\"KEY\"", literal);
      return ((com.fasterxml.jackson.databind.node.ObjectNode) message.deepCopy())
          .set("Message", TextNode.valueOf(inner));
    }
    return json.readTree(message.toString().replace("\"KEY\"", literal));
  }

  @Test
  void everyFieldHasACaseOnEveryTransportAndEveryCaseAField() {
    JsonNode fields = NotificationCases.read("fields.yaml");
    Map<String, String> transports =
        cases().stream().collect(Collectors.toMap(Case::name, Case::transport));
    Set<String> columns = new TreeSet<>(transports.values());
    Set<String> named = new TreeSet<>();
    for (Map.Entry<String, JsonNode> row : fields.properties()) {
      Set<String> inRow = new TreeSet<>();
      for (Map.Entry<String, JsonNode> cell : row.getValue().properties()) {
        String name = cell.getValue().asText();
        inRow.add(cell.getKey());
        if (!name.startsWith("- ")) {
          assertThat(transports.get(name)).as(row.getKey() + ": " + name).isEqualTo(cell.getKey());
          named.add(name);
        }
      }
      assertThat(inRow).as(row.getKey()).isEqualTo(columns);
    }
    assertThat(transports.keySet()).isEqualTo(named);
    assertThat(columns).hasSize(9);
  }

  @Test
  void everyCapturedMessageIsRead() throws IOException {
    try (Stream<Path> files = Files.list(NotificationCases.FIXTURES)) {
      List<Path> messages = files.filter(f -> f.toString().endsWith(".json")).toList();
      assertThat(messages).hasSize(61);
      for (Path message : messages) {
        Notification read = reader.read(Files.readAllBytes(message));
        boolean isPing = message.endsWith("minio-listen-ping.json");
        assertThat(read.records()).as(message.toString()).hasSize(isPing ? 0 : 1);
      }
    }
  }

  /** Its modification time is that of the upload, so it cannot tell two changes of tags apart. */
  @Test
  void aChangeOfTagsRepeatsTheTimeOfTheUploadSoItsRequestTellsItFromOthers() {
    Notification put = reader.read(NotificationCases.named("webhook put").message());
    Notification tags = reader.read(NotificationCases.named("webhook put tagging").message());
    for (String field : List.of("sequencer", "eTag", "key")) {
      String path = "/s3/object/" + field;
      assertThat(tags.records().get(0).at(path)).isEqualTo(put.records().get(0).at(path));
    }
    String again =
        new String(
                NotificationCases.named("webhook put tagging").message(),
                java.nio.charset.StandardCharsets.UTF_8)
            .replace("18EAA51DD0313774", "18EAA51DD0313775");
    assertThat(reader.read(NotificationCases.bytes(TextNode.valueOf(again))).event().id())
        .isNotEqualTo(tags.event().id())
        .isNotEqualTo(put.event().id());
  }
}
