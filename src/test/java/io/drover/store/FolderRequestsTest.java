package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of requests, by whatever hand. */
class FolderRequestsTest {
  private static final ObjectNode REQUEST = JsonNodeFactory.instance.objectNode().put("a", 1);

  @TempDir private Path temp;

  private Path folder() {
    return temp.resolve("store").resolve("requests");
  }

  private Requests requests() {
    return FolderStore.requests(temp.resolve("store"));
  }

  @Test
  void aRequestIsAFileOfItsOwnerInAFolderThatIsMade() throws IOException {
    assertThat(requests().pending()).isEmpty();
    String name = requests().submit(REQUEST);
    Path file = folder().resolve(name + ".json");
    assertThat(file).hasContent("{\"a\":1}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(requests().pending()).containsExactly(Map.entry(name, REQUEST));
  }

  @Test
  void itsOwnerMakesTheFolderSoThatItCanEndThoseOfOthers() {
    FolderStore.open(temp.resolve("store")).close();
    assertThat(folder()).isDirectory();
  }

  @Test
  void whatIsNoRequestIsPutAsideAndHoldsUpNoOther() throws IOException {
    String name = requests().submit(REQUEST);
    Files.writeString(folder().resolve("1.json"), "{\"torn\":");
    Files.writeString(folder().resolve("2.json"), "[]");
    Files.writeString(folder().resolve("3.json"), "");
    Files.createDirectory(folder().resolve("4.json"));
    Files.writeString(folder().resolve("5.txt"), "a note");
    Files.writeString(folder().resolve(".6.json"), "{}");
    for (int i = 0; i < 2; i++) {
      assertThat(requests().pending()).containsOnlyKeys(name);
    }
    for (int i = 1; i <= 4; i++) {
      assertThat(folder().resolve(i + ".json.unreadable")).exists();
    }
    assertThat(folder().resolve("5.txt")).exists();
    assertThat(folder().resolve(".6.json")).exists();
  }

  @Test
  void oneThatGoesWhileTheyAreReadIsNoError() throws IOException {
    String name = requests().submit(REQUEST);
    Files.createSymbolicLink(folder().resolve("1.json"), folder().resolve("gone"));
    assertThat(requests().pending()).containsOnlyKeys(name);
  }

  @Test
  void aRequestEndsByTheNameThatItIsPendingUnder() throws IOException {
    requests().submit(REQUEST);
    Files.writeString(folder().resolve("by.json.hand.json"), "{}");
    for (String name : requests().pending().keySet()) {
      requests().end(name);
    }
    assertThat(folder()).isEmptyDirectory();
  }
}
