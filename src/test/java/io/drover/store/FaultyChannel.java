package io.drover.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a {@link FaultyDisk}. */
final class FaultyChannel extends FileChannel {
  private final FaultyDisk disk;
  private final FileChannel file;
  private final Object key;

  FaultyChannel(FaultyDisk disk, FileChannel file, Object key) {
    this.disk = disk;
    this.file = file;
    this.key = key;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    try {
      return disk.write(file, bytes, position);
    } catch (ClosedByInterruptException e) {
      close();
      throw e;
    }
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int written = disk.write(file, bytes, file.position());
    file.position(file.position() + written);
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    try {
      disk.force(file, key);
    } catch (ClosedByInterruptException e) {
      close();
      throw e;
    }
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    disk.before("truncate");
    file.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return file.read(bytes, position);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return file.read(bytes);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(position, count, target);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }
}
