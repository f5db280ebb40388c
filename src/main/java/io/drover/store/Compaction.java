package io.drover.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a table's file anew with the records that count, and puts it in place of the old one. */
final class Compaction {
  /** The old file, opened again if an interrupt closed it meanwhile. */
  @FunctionalInterface
  interface Source {
    AppendFile file() throws IOException;
  }

  /**
   * The new file.
   *
   * @param complete whether no record was left out as damaged
   */
  record Result(AppendFile file, RecordIndex index, boolean complete) {}

  private final Path path;
  private final Path draft;
  private final AppendFile.Opener opener;
  private final DamagedCopies copies;

  /**
   * @param path the table's file
   * @param copies where it is kept if a record is damaged
   */
  Compaction(Path path, AppendFile.Opener opener, DamagedCopies copies) {
    this.path = path;
    this.draft = path.resolveSibling(path.getFileName() + ".new");
    this.opener = opener;
    this.copies = copies;
  }

  /** Removes the draft of a process that was ended while it compacted. */
  void deleteDraft() throws IOException {
    Files.deleteIfExists(draft);
  }

  /** The new file is on disk, but for its name: the folder is for the caller to force. */
  Result run(RecordIndex index, Source old) throws IOException {
    AppendFile fresh = new AppendFile(opener.open(draft), 0);
    try {
      RecordIndex kept = copy(index, old, fresh);
      boolean complete = kept.size() == index.size();
      if (!complete) {
        try (FileChannel damaged = opener.open(path)) {
          copies.keep(damaged, index.size() - kept.size());
        }
      }
      fresh.force();
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      return new Result(fresh, kept, complete);
    } catch (IOException e) {
      fresh.close();
      deleteDraft();
      throw e;
    }
  }

  /** The index of what was copied. */
  private static RecordIndex copy(RecordIndex index, Source old, AppendFile fresh)
      throws IOException {
    RecordIndex kept = new RecordIndex();
    for (String key : index.keys()) {
      RecordLine line = RecordFile.line(old.file(), key, index.get(key));
      if (line != null) {
        byte[] bytes = line.bytes();
        kept.line(line, fresh.append(bytes), bytes.length);
      }
    }
    return kept;
  }
}
