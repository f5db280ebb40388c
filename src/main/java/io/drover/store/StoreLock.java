package io.drover.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file {@code lock} of a store, which the operating system frees when its owner ends. Its first
 * byte is locked to own the store, and its second one for others to try whether it is owned: trying
 * keeps nobody from owning it.
 */
final class StoreLock implements AutoCloseable {
  /**
   * The folders that this process owns. Its lock ends when it closes <em>any</em> channel of the
   * file (POSIX, fcntl), so it must not open a second one; hence the two synchronized methods
   * below.
   */
  private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private StoreLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * @throws StoreException if another has it
   */
  static synchronized StoreLock take(Path folder, AppendFile.Opener opener) throws IOException {
    Path real = folder.toRealPath();
    if (!OWNED.add(real)) {
      throw owned(folder, "in this process");
    }
    try {
      FileChannel channel = opener.open(file(folder));
      try {
        lock(folder, channel);
        return new StoreLock(real, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      OWNED.remove(real);
      throw e;
    }
  }

  private static void lock(Path folder, FileChannel channel) throws IOException {
    if (!tryLock(channel, 0, false)) {
      String owner = Files.readString(file(folder));
      throw owned(folder, owner.isBlank() ? "of which nothing is known" : owner);
    }
    channel.lock(1, 1, false);
    byte[] owner = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    try {
      channel.write(ByteBuffer.wrap(owner), 0);
      channel.truncate(owner.length);
    } catch (IOException e) {
      channel.truncate(0); // who owns it is good to know, but a full disk is for the tables to say
    }
  }

  private static StoreException owned(Path folder, String owner) {
    return new StoreException(
        "the store "
            + folder
            + " belongs to another Drover, "
            + owner
            + ": end that one, or set drover.store to another folder;"
            + " docs/troubleshooting.md#store-owned");
  }

  static synchronized boolean isTaken(Path folder) {
    try {
      if (OWNED.contains(folder.toRealPath())) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.READ)) {
        return !tryLock(channel, 1, true);
      }
    } catch (IOException e) {
      return false; // no lock, or one that is not ours to try
    }
  }

  /** Locks a byte until the channel is closed; whether it could. */
  private static boolean tryLock(FileChannel channel, long at, boolean shared) throws IOException {
    try {
      return channel.tryLock(at, 1, shared) != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this process
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("lock");
  }

  /** A second time it does nothing: the folder may have its next owner. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OWNED.remove(folder);
    }
  }
}
