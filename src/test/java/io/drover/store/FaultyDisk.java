package io.drover.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A disk that can be full, broken or slow, and knows what it would hold after a crash of the
 * machine: of a file what was forced, of a folder the names that were there when it was forced.
 */
final class FaultyDisk implements AppendFile.Opener {
  /** What happens before each operation: it can throw. */
  @FunctionalInterface
  interface Hook {
    void before(String operation) throws IOException;
  }

  private final Map<Object, byte[]> forcedFiles = new HashMap<>();
  private final Map<Object, long[]> dropped = new HashMap<>();
  private final Map<String, Object> forcedNames = new HashMap<>();

  /** Keep the numbers of files from being used again. */
  private final List<FileChannel> held = new ArrayList<>();

  private Hook hook = operation -> {};
  private long room = Long.MAX_VALUE;
  private int forces;

  synchronized void hook(Hook next) {
    hook = next;
  }

  /** From now on it takes so many bytes. */
  synchronized void room(long bytes) {
    room = bytes;
  }

  synchronized int forces() {
    return forces;
  }

  void before(String operation) throws IOException {
    Hook now;
    synchronized (this) {
      now = hook;
    }
    now.before(operation);
  }

  @Override
  public FileChannel open(Path file) throws IOException {
    before("open");
    FileChannel channel = AppendFile.OWNER_ONLY.open(file);
    Object key = key(file);
    synchronized (this) {
      know(file);
    }
    return new FaultyChannel(this, channel, key);
  }

  private void know(Path file) throws IOException {
    if (!forcedFiles.containsKey(key(file))) {
      forcedFiles.put(key(file), Files.readAllBytes(file));
      held.add(FileChannel.open(file));
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    before("forceFolder");
    if (Files.notExists(folder.resolve("lock"))) {
      return; // not the store's own folder
    }
    synchronized (this) {
      forcedNames.clear();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          forcedNames.put(file.getFileName().toString(), key(file));
        }
      }
    }
  }

  /** Writes what there is room for. */
  int write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    before("write");
    int taken;
    synchronized (this) {
      taken = (int) Math.min(room, bytes.remaining());
      room -= room == Long.MAX_VALUE ? 0 : taken;
    }
    if (taken == 0 && bytes.hasRemaining()) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = bytes.slice().limit(taken);
    int written = file.write(part, at);
    bytes.position(bytes.position() + written);
    return written;
  }

  /** As on Linux, what could not be forced once is not tried again: the next force succeeds. */
  void force(FileChannel file, Object key) throws IOException {
    byte[] content = bytes(file);
    try {
      before("force");
    } catch (IOException e) {
      synchronized (this) {
        dropped.put(key, new long[] {forcedFiles.get(key).length, content.length});
      }
      throw e;
    }
    synchronized (this) {
      long[] hole = dropped.getOrDefault(key, new long[] {0, 0});
      int to = (int) Math.min(content.length, hole[1]);
      Arrays.fill(content, (int) Math.min(to, hole[0]), to, (byte) 0);
      forcedFiles.put(key, content);
      forces++;
    }
  }

  private static byte[] bytes(FileChannel file) throws IOException {
    return AppendFile.read(file, 0, (int) file.size());
  }

  /** Makes a folder as it would be found after a crash of the machine. */
  synchronized Path afterCrash(Path folder) throws IOException {
    Files.createDirectory(folder);
    for (Map.Entry<String, Object> name : forcedNames.entrySet()) {
      Path file = folder.resolve(name.getKey());
      Files.write(file, forcedFiles.get(name.getValue()));
      know(file);
    }
    return folder;
  }

  /** Makes a folder as it would be found if the process had been killed now. */
  static Path afterKill(Path store, Path folder) throws IOException {
    Files.createDirectory(folder);
    try (Stream<Path> files = Files.list(store)) {
      for (Path file : files.filter(f -> f.toString().contains(".log")).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return folder;
  }
}
