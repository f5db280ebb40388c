package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * A folder with a file for every event that cannot succeed as it is: the event as CloudEvents JSON,
 * with the route, the step and the reason as extension attributes. A file is complete and on disk
 * before its name appears; readable by the owner only.
 */
final class DeadLetters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path folder;

  DeadLetters(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps an event; an earlier letter of the same event and route is replaced.
   *
   * @throws IOException if it is not safely on disk
   */
  void write(Settlement settlement, Object payload) throws IOException {
    Files.createDirectories(folder);
    String name = settlement.route() + "-" + settlement.event().id() + ".json";
    Path target = folder.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_"));
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(folder, ".draft", null, ownerOnly);
    try {
      byte[] text =
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(letter(settlement, payload));
      try (FileChannel file = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
        for (ByteBuffer bytes = ByteBuffer.wrap(text); bytes.hasRemaining(); ) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static ObjectNode letter(Settlement settlement, Object payload) {
    ObjectNode letter = JSON.createObjectNode();
    settlement
        .event()
        .headers()
        .forEach((name, value) -> letter.put(name.substring("ce-".length()), value.toString()));
    letter.put("droverroute", settlement.route());
    letter.put("droverstep", settlement.step());
    letter.put("droverreason", settlement.reason());
    letter.put("droverkept", Instant.now().toString());
    if (payload instanceof byte[] bytes) {
      letter.put("data_base64", bytes);
    } else if (payload instanceof JsonNode json) {
      letter.put("datacontenttype", "application/json");
      letter.set("data", json);
    } else {
      letter.put("data", String.valueOf(payload));
    }
    return letter;
  }
}
