package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.event.CloudEvent;
import io.drover.event.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  private Path write(Object payload) throws Exception {
    CloudEvent event = new CloudEvent("id/1", "s3://acme", "s3:ObjectCreated:Put", "k", null);
    new DeadLetters(folder)
        .write(new Settlement("r", event, Outcome.DEAD, "no hope", "act", null), payload);
    try (var files = Files.list(folder)) {
      List<Path> letters = files.toList();
      assertThat(letters).hasSize(1);
      return letters.get(0);
    }
  }

  @Test
  void aLetterIsTheEventAsCloudEventsJsonWithTheReason() throws Exception {
    JsonNode letter = JSON.readTree(write(JSON.readTree("{\"a\":1}")).toFile());
    assertThat(letter.path("specversion").asText()).isEqualTo("1.0");
    assertThat(letter.path("id").asText()).isEqualTo("id/1");
    assertThat(letter.path("droverroute").asText()).isEqualTo("r");
    assertThat(letter.path("droverstep").asText()).isEqualTo("act");
    assertThat(letter.path("droverreason").asText()).isEqualTo("no hope");
    assertThat(letter.at("/data/a").asInt()).isEqualTo(1);
  }

  @Test
  void bytesAreKeptAsTheyCame() throws Exception {
    JsonNode letter = JSON.readTree(write(new byte[] {0, -1}).toFile());
    assertThat(letter.path("data_base64").binaryValue()).isEqualTo(new byte[] {0, -1});
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    Path letter = write("x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(letter)))
        .isEqualTo("rw-------");
  }

  @Test
  void theSameEventIsKeptOnce() throws Exception {
    write("x");
    write("y");
  }
}
