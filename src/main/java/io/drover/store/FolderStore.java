package io.drover.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store in a folder: {@code lock}, a file {@code TABLE.log} for each table, and {@code
 * requests/}. Only its owner can read them.
 */
public final class FolderStore implements RecordStore {
  private static final String REQUESTS = "requests";

  private final Path folder;
  private final Clock clock;
  private final AppendFile.Opener opener;
  private final StoreLock lock;
  private final Map<String, FolderTable> tables = new TreeMap<>();
  private boolean closed;

  private FolderStore(Path folder, Clock clock, AppendFile.Opener opener, StoreLock lock) {
    this.folder = folder;
    this.clock = clock;
    this.opener = opener;
    this.lock = lock;
  }

  /**
   * Opens the store for writing; the folder is made if it is missing.
   *
   * @throws StoreException if another process has it, or it cannot be written
   */
  public static FolderStore open(Path folder) {
    return open(folder, Clock.systemUTC(), AppendFile.OWNER_ONLY);
  }

  static FolderStore open(Path folder, Clock clock, AppendFile.Opener opener) {
    try {
      // requests too: of a folder that another user's command made, its owner could end none
      OwnerOnly.makeFolder(folder.resolve(REQUESTS), opener);
      return new FolderStore(folder, clock, opener, StoreLock.take(folder, opener));
    } catch (IOException e) {
      throw new StoreException(
          "the store "
              + folder
              + " cannot be written: "
              + e
              + "; set drover.store to a folder that can; docs/troubleshooting.md#store",
          e);
    }
  }

  /**
   * Looks into a table without owning the store, whoever does.
   *
   * @throws StoreException if it cannot be read
   */
  public static TableSnapshot read(Path folder, String table) {
    try {
      return TableSnapshot.of(FileChannel.open(file(folder, table), StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      return TableSnapshot.EMPTY;
    } catch (IOException e) {
      throw new StoreException("reading the store " + folder + ": " + e, e);
    }
  }

  /** The store as commands see it, whoever owns it. */
  public static StoreView view(Path folder) {
    return new FolderView(folder);
  }

  /** The requests of a store, without owning it. */
  public static Requests requests(Path folder) {
    return new FolderRequests(folder.resolve(REQUESTS), AppendFile.OWNER_ONLY);
  }

  /** Whether a process owns the store now. */
  public static boolean isOwned(Path folder) {
    return StoreLock.isTaken(folder);
  }

  private static Path file(Path folder, String table) {
    return folder.resolve(table + ".log");
  }

  @Override
  public synchronized RecordTable table(String name) {
    if (closed) {
      throw new StoreException("the store " + folder + " is closed");
    }
    return tables.computeIfAbsent(name, this::openTable);
  }

  private FolderTable openTable(String name) {
    try {
      return new FolderTable(file(folder, name), clock, opener);
    } catch (IOException e) {
      throw new StoreException("reading " + file(folder, name) + ": " + e, e);
    }
  }

  @Override
  public Requests requests() {
    return new FolderRequests(folder.resolve(REQUESTS), opener);
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public synchronized void close() {
    closed = true;
    tables.values().forEach(FolderTable::close);
    lock.close();
  }
}
