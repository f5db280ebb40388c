package io.drover.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that only grows, by whole lines: what a failed write left of one is cut off again. The one
 * class that writes records. Thread-safe.
 */
final class AppendFile implements AutoCloseable {
  /** How files are opened: a test has them fail. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path file) throws IOException;

    /** Returns once the names in a folder are on disk: those of new files and renamed ones. */
    default void forceFolder(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Made if missing, readable by its owner only. */
  static final Opener OWNER_ONLY =
      file ->
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              OwnerOnly.FILE);

  private final FileChannel channel;
  private final Lock forcing = new ReentrantLock();
  private final Condition turn = forcing.newCondition();
  private boolean busy;
  private long end;
  private boolean torn;
  private boolean fenced;
  private volatile boolean doubtful;
  private long forced;

  /**
   * @param end how much of the file is good; the rest is cut off
   */
  AppendFile(FileChannel channel, long end) throws IOException {
    this.channel = channel;
    this.end = end;
    fenced = end == 0;
    if (channel.size() > end) {
      channel.truncate(end);
    }
  }

  /** Where the next line will begin; so much of the file is good. */
  synchronized long end() {
    return end;
  }

  /**
   * Writes lines. To those of an earlier process an empty one is added first: if its disk dropped
   * some of them without our knowing, that must not take our first line along.
   *
   * @return where they begin
   */
  synchronized long append(byte[] lines) throws IOException {
    if (torn) {
      channel.truncate(end);
      torn = false;
    }
    if (!fenced && lines.length > 0) {
      write(new byte[] {'\n'});
      fenced = true;
    }
    long start = end;
    write(lines);
    return start;
  }

  private void write(byte[] bytes) throws IOException {
    torn = true;
    long at = end;
    for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
      at += channel.write(rest, at);
    }
    torn = false;
    end = at;
  }

  /**
   * Returns once what was appended before the call is on disk. Threads that wait for one another
   * here share one request to the disk; who has been served does not wait for the next one.
   */
  void force() throws IOException {
    long wanted = end();
    if (!isMyTurn(wanted)) {
      return;
    }
    long reached = end();
    IOException fault = null;
    try {
      channel.force(false);
    } catch (IOException e) {
      fault = e;
    }
    forcing.lock();
    try {
      busy = false;
      turn.signalAll();
      if (fault == null) {
        forced = Math.max(forced, reached);
      } else if (forced < wanted) { // else it was replaced meanwhile
        doubtful = true;
        throw fault;
      }
    } finally {
      forcing.unlock();
    }
  }

  /** Waits until nobody else is forcing the file; false if that served this thread too. */
  private boolean isMyTurn(long wanted) throws IOException {
    forcing.lock();
    try {
      while (forced < wanted && !doubtful && busy) {
        turn.awaitUninterruptibly();
      }
      if (forced >= wanted) {
        return false;
      }
      if (doubtful) {
        throw new IOException("the disk could not keep what was written to it just before");
      }
      busy = true;
      return true;
    } finally {
      forcing.unlock();
    }
  }

  void doubt() {
    doubtful = true;
  }

  /**
   * Whether the disk refused to say that it has everything: by then it may have dropped some of it,
   * and says nothing the next time, so the file must be written anew.
   */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Whether it can be used: an interrupt in a channel's call closes it for all threads. */
  boolean isOpen() {
    return channel.isOpen();
  }

  byte[] read(long offset, int length) throws IOException {
    return read(channel, offset, length);
  }

  static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file ends before byte " + (offset + length));
      }
    }
    return bytes.array();
  }

  /** Another file has all of this one and is on disk, so nobody needs to wait for this one. */
  void replaced() throws IOException {
    end(Long.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    end(0);
  }

  private void end(long onDisk) throws IOException {
    forcing.lock();
    try {
      forced = Math.max(forced, onDisk);
      turn.signalAll();
    } finally {
      forcing.unlock();
    }
    channel.close();
  }
}
