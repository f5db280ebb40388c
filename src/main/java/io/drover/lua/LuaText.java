package io.drover.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Text between Java and Lua, where it is UTF-8. Half of a surrogate pair, which JSON may hold but
 * UTF-8 has no bytes for, is the three bytes that its number would have, and is itself again
 * afterwards.
 */
final class LuaText {
  private static final int MOST_SHOWN = 4_000; // bytes
  private static final long COPIES = 5; // of a text for which Java has no way

  private LuaText() {}

  static LuaString of(String text) {
    return LuaString.valueUsing(bytes(text));
  }

  private static byte[] bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return bytesWithSurrogates(text);
      }
    }
    Bytes.asking(text.length());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytesWithSurrogates(String text) {
    Bytes.asking(COPIES * text.length());
    byte[] bytes = new byte[text.length() * 3];
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      int first = more == 0 ? 0 : (0xf00 >> (more + 1)) & 0xff;
      bytes[length++] = (byte) (more == 0 ? point : first | (point >> (6 * more)));
      for (int n = more - 1; n >= 0; n--) {
        bytes[length++] = (byte) (0x80 | ((point >> (6 * n)) & 0x3f));
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The start of a text, for people: what is not UTF-8 in it is replaced. */
  static String shown(LuaValue text) {
    LuaString string = text.strvalue();
    int length = Math.min(string.m_length, MOST_SHOWN);
    return new String(string.m_bytes, string.m_offset, length, StandardCharsets.UTF_8);
  }

  /** The text of a string, or null if its bytes are not text; counted by the evaluation. */
  static String toJava(LuaString string) {
    Bytes.asking(string.m_length);
    String text = replaced(string);
    if (isWhole(text)) {
      return text;
    }
    Bytes.asking(COPIES * string.m_length);
    return strictly(string);
  }

  /** The same of a string that stands in a script. */
  static String constant(LuaString string) {
    String text = replaced(string);
    return isWhole(text) ? text : strictly(string);
  }

  private static String replaced(LuaString string) {
    return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
  }

  private static boolean isWhole(String text) {
    return text.indexOf('\uFFFD') < 0;
  }

  private static String strictly(LuaString string) {
    StringBuilder text = new StringBuilder(string.m_length);
    int end = string.m_offset + string.m_length;
    for (int i = string.m_offset; i < end; ) {
      int first = string.m_bytes[i] & 0xff;
      int more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      int point = more == 0 ? first : first & (0x3f >> more);
      if (more < 0 || first > 0xf4 || i + more >= end) {
        return null;
      }
      for (int n = 1; n <= more; n++) {
        int next = string.m_bytes[i + n] & 0xff;
        if (next >> 6 != 2) {
          return null;
        }
        point = (point << 6) | (next & 0x3f);
      }
      boolean tooLong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
      if (tooLong || point > Character.MAX_CODE_POINT) {
        return null;
      }
      text.appendCodePoint(point);
      i += more + 1;
    }
    return text.toString();
  }
}
