package io.drover.lua;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** A text in the making. */
final class TextBuffer {
  private byte[] bytes;
  private int length;

  TextBuffer(int capacity) {
    bytes = Bytes.make(Math.max(16, capacity));
  }

  void add(int each) {
    reserve(1);
    bytes[length++] = (byte) each;
  }

  void add(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  void add(LuaString text) {
    add(text.m_bytes, text.m_offset, text.m_length);
  }

  /** Adds a text of ASCII. */
  void add(String text) {
    byte[] source = text.getBytes(StandardCharsets.ISO_8859_1);
    add(source, 0, source.length);
  }

  /** What is written to it is added. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int each) {
        add(each);
      }

      @Override
      public void write(byte[] source, int from, int count) {
        add(source, from, count);
      }
    };
  }

  LuaString text() {
    // a short text is kept for others, so it must not hold on to spare bytes
    return length > bytes.length / 2
        ? LuaString.valueUsing(bytes, 0, length)
        : LuaString.valueOf(bytes, 0, length);
  }

  private void reserve(int count) {
    long needed = (long) length + count;
    if (needed > bytes.length) {
      byte[] larger = Bytes.make(Math.max(needed, 2L * bytes.length));
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
  }
}
