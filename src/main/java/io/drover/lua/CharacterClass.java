package io.drover.lua;

/** The classes of bytes that patterns name by a letter, in upper case for all other bytes. */
final class CharacterClass {
  private CharacterClass() {}

  /** Whether a byte is in a class. What is no class is the byte itself, as in {@code %.}. */
  static boolean contains(int name, int each) {
    boolean in =
        switch (name | ' ') {
          case 'a' -> letter(each);
          case 'c' -> each < ' ' || each == 0x7f;
          case 'd' -> digit(each);
          case 'l' -> each >= 'a' && each <= 'z';
          case 'p' -> each > ' ' && each < 0x7f && !letter(each) && !digit(each);
          case 's' -> NumberScan.space(each);
          case 'u' -> each >= 'A' && each <= 'Z';
          case 'w' -> letter(each) || digit(each);
          case 'x' -> Character.digit((char) each, 16) >= 0;
          case 'z' -> each == 0;
          default -> name == each;
        };
    return isClass(name) ? in == (name >= 'a') : name == each;
  }

  private static boolean isClass(int name) {
    return letter(name) && "acdlpsuwxz".indexOf(name | ' ') >= 0;
  }

  static boolean digit(int each) {
    return each >= '0' && each <= '9';
  }

  private static boolean letter(int each) {
    int lower = each | ' ';
    return lower >= 'a' && lower <= 'z' && each < 0x80;
  }
}
