package io.drover.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a folder for one process. The system lets go of it when the process ends, however it ends;
 * the file goes when it ends well.
 */
final class FolderLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it, or gives null if another process has it. A process must not ask twice, nor read the
   * file while it has it: POSIX lets go of a lock when its process closes the file anywhere.
   *
   * @param file made if missing; holds the id of the process
   */
  static FolderLock take(Path file) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      if (Files.exists(file)) {
        channel.truncate(0);
        String owner = String.valueOf(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        return new FolderLock(file, channel);
      }
      channel.close(); // one that ended took the file's name away after we opened it
    }
  }

  /** The id of the process that has it, empty if that is not known. */
  static String owner(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
