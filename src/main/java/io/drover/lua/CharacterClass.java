package io.drover.lua;

import java.util.function.IntPredicate;

/** The classes of bytes that patterns name by a letter, in upper case for all other bytes. */
final class CharacterClass {
  private static final String NAMES = "acdlpsuwxz";
  private static final int BYTES = 256;
  private static final int[] CLASSES_OF_BYTE = new int[BYTES]; // a bit for each class
  private static final int[] CLASS_OF_NAME = new int[BYTES]; // 0 for what names no class

  static {
    add('a', CharacterClass::letter);
    add('c', each -> each < ' ' || each == 0x7f);
    add('d', CharacterClass::digit);
    add('l', each -> each >= 'a' && each <= 'z');
    add('p', each -> each > ' ' && each < 0x7f && !letter(each) && !digit(each));
    add('s', NumberScan::space);
    add('u', each -> each >= 'A' && each <= 'Z');
    add('w', each -> letter(each) || digit(each));
    add('x', each -> Character.digit((char) each, 16) >= 0);
    add('z', each -> each == 0);
  }

  private CharacterClass() {}

  private static void add(char name, IntPredicate contains) {
    int bit = 1 << NAMES.indexOf(name);
    CLASS_OF_NAME[name] = bit;
    CLASS_OF_NAME[Character.toUpperCase(name)] = bit;
    for (int each = 0; each < BYTES; each++) {
      CLASSES_OF_BYTE[each] |= contains.test(each) ? bit : 0;
    }
  }

  /** Whether a byte is in a class. What is no class is the byte itself, as in {@code %.}. */
  static boolean contains(int name, int each) {
    int bit = CLASS_OF_NAME[name];
    if (bit == 0) {
      return name == each;
    }
    boolean in = (CLASSES_OF_BYTE[each] & bit) != 0;
    return in == (name >= 'a');
  }

  static boolean digit(int each) {
    return each >= '0' && each <= '9';
  }

  private static boolean letter(int each) {
    int lower = each | ' ';
    return lower >= 'a' && lower <= 'z';
  }
}
