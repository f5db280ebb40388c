package io.drover.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file {@code lock} of a store, which the operating system frees when its owner ends. */
final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws StoreException if another has it
   */
  static StoreLock take(Path folder) throws IOException {
    FileChannel channel = AppendFile.OWNER_ONLY.open(folder.resolve("lock"));
    if (!isFree(channel)) {
      channel.close();
      throw new StoreException(
          "the store "
              + folder
              + " belongs to another Drover, "
              + owner(folder)
              + ": end that one, or set drover.store to another folder;"
              + " docs/troubleshooting.md#store-owned");
    }
    String pid = "process " + ProcessHandle.current().pid();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    return new StoreLock(channel);
  }

  static boolean isTaken(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
      return !isFree(channel);
    } catch (IOException e) {
      return false; // no lock, or one that is not ours to try
    }
  }

  /** Takes the lock, until the channel is closed; whether it could. */
  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // owned within this process
    }
  }

  private static String owner(Path folder) throws IOException {
    String text = Files.readString(folder.resolve("lock"));
    return text.isBlank() ? "of which nothing is known" : text;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
