package io.drover.lua;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** A time by the conversions of C's {@code strftime} that C89 has, in English and UTC. */
final class DateText {
  private DateText() {}

  static String of(LocalDateTime time, String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      CurrentBudget.get().step();
      boolean conversion = format.charAt(i) == '%' && i + 1 < format.length();
      text.append(conversion ? converted(time, format.charAt(++i)) : format.substring(i, i + 1));
    }
    return text.toString();
  }

  private static String converted(LocalDateTime time, char conversion) {
    int weekday = time.getDayOfWeek().getValue() % 7; // Sunday is 0
    return switch (conversion) {
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'c' -> of(time, "%a %b ") + "%2d".formatted(time.getDayOfMonth()) + of(time, " %X %Y");
      case 'd' -> digits(time.getDayOfMonth(), 2);
      case 'H' -> digits(time.getHour(), 2);
      case 'I' -> digits((time.getHour() + 11) % 12 + 1, 2);
      case 'j' -> digits(time.getDayOfYear(), 3);
      case 'm' -> digits(time.getMonthValue(), 2);
      case 'M' -> digits(time.getMinute(), 2);
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'S' -> digits(time.getSecond(), 2);
      case 'U' -> digits((time.getDayOfYear() + 6 - weekday) / 7, 2);
      case 'w' -> Integer.toString(weekday);
      case 'W' -> digits((time.getDayOfYear() + 6 - (weekday + 6) % 7) / 7, 2);
      case 'x' -> of(time, "%m/%d/%y");
      case 'X' -> of(time, "%H:%M:%S");
      case 'y' -> digits(time.getYear() % 100, 2);
      case 'Y' -> Integer.toString(time.getYear());
      case 'Z' -> "GMT";
      case '%' -> "%";
      case 'D' -> of(time, "%m/%d/%y");
      case 'F' -> of(time, "%Y-%m-%d");
      case 'T' -> of(time, "%H:%M:%S");
      default -> "%" + conversion;
    };
  }

  private static String digits(int number, int width) {
    return ("%0" + width + "d").formatted(number);
  }
}
