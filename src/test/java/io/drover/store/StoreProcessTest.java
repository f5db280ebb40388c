package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.IntNode;
import io.drover.store.RecordTable.Durability;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at one store, and one that is killed. */
class StoreProcessTest {
  @TempDir private Path folder;

  private String openElsewhere() throws Exception {
    try (StoreProcess other = new StoreProcess("open", folder)) {
      return other.next();
    }
  }

  @Test
  void whatOneOwnsAnotherCannotOpen() throws Exception {
    try (StoreProcess owner = new StoreProcess("open", folder)) {
      assertThat(owner.next()).startsWith("opened");
      assertThat(FolderStore.isOwned(folder)).isTrue();
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> FolderStore.open(folder))
          .withMessageContaining("process " + owner.pid() + ":");
      assertThat(FolderStore.isOwned(folder)).isTrue();
    }
    assertThat(FolderStore.isOwned(folder)).isFalse();
    FolderStore.open(folder).close();
  }

  @Test
  void theOwnerMayAskWhetherItIsOwned() throws Exception {
    try (FolderStore store = FolderStore.open(folder)) {
      assertThat(FolderStore.isOwned(folder)).isTrue();
      assertThat(openElsewhere()).contains("belongs to another Drover");
      assertThat(store.table("t").keys()).isEmpty();
    }
    assertThat(FolderStore.isOwned(folder)).isFalse();
  }

  @Test
  void tryingToOpenItTwiceDoesNotGiveItAway() throws Exception {
    try (FolderStore store = FolderStore.open(folder)) {
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> FolderStore.open(folder));
      assertThat(openElsewhere()).contains("process " + ProcessHandle.current().pid() + ":");
      assertThat(store.table("t").keys()).isEmpty();
    }
  }

  @Test
  void closingItTwiceDoesNotGiveAwayWhatItsNextOwnerHas() throws Exception {
    FolderStore first = FolderStore.open(folder);
    first.close();
    try (FolderStore next = FolderStore.open(folder)) {
      first.close();
      assertThatExceptionOfType(StoreException.class).isThrownBy(() -> FolderStore.open(folder));
      assertThat(openElsewhere()).contains("belongs to another Drover");
      assertThat(next.table("t").keys()).isEmpty();
    }
  }

  @Test
  void askingKeepsNobodyFromOwningIt() throws Exception {
    FolderStore.open(folder).close();
    try (StoreProcess asking = new StoreProcess("ask", folder)) {
      assertThat(asking.next()).isEqualTo("false");
      for (int i = 0; i < 300; i++) {
        FolderStore.open(folder).close();
        asking.next();
      }
    }
  }

  @Test
  void whatIsNotThereIsNotOwned() {
    assertThat(FolderStore.isOwned(folder.resolve("none"))).isFalse();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** It writes several times what makes it compact. */
  @RepeatedTest(3)
  void whatAKilledProcessPutIsThere() throws Exception {
    int last = -1;
    try (StoreProcess owner = new StoreProcess("append", folder)) {
      while (last < 6_000) {
        last = Integer.parseInt(owner.next());
      }
      owner.kill();
      for (String rest = owner.next(); rest != null && !rest.isEmpty(); rest = owner.next()) {
        last = Math.max(last, Integer.parseInt(rest));
      }
    }
    try (FolderStore store = FolderStore.open(folder)) {
      RecordTable table = store.table("t");
      for (int i = last - StoreProcess.KEYS + 1; i <= last; i++) {
        int found = table.get(String.valueOf(i % StoreProcess.KEYS)).get("i").intValue();
        assertThat(found).isIn(i, i + StoreProcess.KEYS);
      }
      noneIsBroken(table);
    }
    assertThat(folder.toFile().list()).noneMatch(name -> name.contains("damaged"));
  }

  private static void noneIsBroken(RecordTable table) throws IOException {
    for (String key : table.keys()) {
      assertThat(table.get(key).get("filling").textValue()).hasSize(1_000);
    }
    table.put("next", IntNode.valueOf(1), Durability.MACHINE);
  }
}
