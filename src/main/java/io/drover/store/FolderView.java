package io.drover.store;

import java.io.IOException;
import java.nio.file.Path;

/** A store in a folder, without its lock. */
final class FolderView implements StoreView {
  private final Path folder;

  FolderView(Path folder) {
    this.folder = folder;
  }

  @Override
  public void read(String table, Visitor visitor) throws IOException {
    try (TableSnapshot snapshot = FolderStore.read(folder, table)) {
      for (String key : snapshot.keys()) {
        visitor.see(snapshot.get(key));
      }
    }
  }

  @Override
  public Requests requests() {
    return FolderStore.requests(folder);
  }

  @Override
  public boolean isInUse() {
    return FolderStore.isOwned(folder);
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public void close() {}
}
