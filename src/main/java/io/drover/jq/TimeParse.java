package io.drover.jq;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Reads times by the conversions of C's {@code strptime}, in English. */
final class TimeParse {
  private static final int NO_WEEKDAY = 8;
  private static final int NO_YEARDAY = 367;

  private final String text;
  private int at;

  private int year = 1900;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int weekday = NO_WEEKDAY;
  private int yearday = NO_YEARDAY;
  private int century = -1;
  private int yearOfCentury = -1;
  private Boolean afternoon;
  private boolean hasDate;

  private TimeParse(String text) {
    this.text = text;
  }

  /** What was read, and where the text goes on behind it. */
  record Found(BrokenDownTime time, String rest) {}

  /** Null if the text is not as the format says. */
  static Found parse(String text, String format) {
    TimeParse reader = new TimeParse(text);
    return reader.read(format) ? new Found(reader.finish(), text.substring(reader.at)) : null;
  }

  private boolean read(String format) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (Character.isWhitespace(c)) {
        skipSpace();
      } else if (c != '%' || i + 1 == format.length()) {
        if (at >= text.length() || text.charAt(at++) != c) {
          return false;
        }
      } else {
        i++;
        while (i + 1 < format.length() && "EO_-0^#".indexOf(format.charAt(i)) >= 0) {
          i++;
        }
        if (!convert(format.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean convert(char conversion) {
    return switch (conversion) {
      case 'Y' -> (year = number(0, 9_999, 4)) >= 0 && date();
      case 'C' -> (century = number(0, 99, 2)) >= 0 && date();
      case 'y' -> (yearOfCentury = number(0, 99, 2)) >= 0 && date();
      case 'm' -> (month = number(1, 12, 2) - 1) >= 0 && date();
      case 'd', 'e' -> (day = number(1, 31, 2)) >= 0 && date();
      case 'j' -> (yearday = number(1, 366, 3) - 1) >= 0;
      case 'H', 'k' -> (hour = number(0, 23, 2)) >= 0;
      case 'I', 'l' -> (hour = number(1, 12, 2)) >= 0;
      case 'M' -> (minute = number(0, 59, 2)) >= 0;
      case 'S' -> (second = number(0, 61, 2)) >= 0;
      case 'u' -> (weekday = number(1, 7, 1)) >= 0 && (weekday %= 7) >= 0;
      case 'w' -> (weekday = number(0, 6, 1)) >= 0;
      case 'U', 'W', 'V' -> number(0, 53, 2) >= 0;
      case 'G' -> number(0, 9_999, 4) >= 0;
      case 'g' -> number(0, 99, 2) >= 0;
      case 's' -> epoch();
      case 'a', 'A' -> (weekday = name(TimeFormat.DAYS)) >= 0;
      case 'b', 'B', 'h' -> (month = name(TimeFormat.MONTHS)) >= 0 && date();
      case 'p', 'P' -> half();
      case 'z' -> zone();
      case 'Z' -> zoneName();
      case 'n', 't' -> skipSpace();
      case '%' -> at < text.length() && text.charAt(at++) == '%';
      case 'D', 'x' -> read("%m/%d/%y");
      case 'T', 'X' -> read("%H:%M:%S");
      case 'R' -> read("%H:%M");
      case 'r' -> read("%I:%M:%S %p");
      case 'F' -> read("%Y-%m-%d");
      case 'c' -> read("%a %b %e %H:%M:%S %Y");
      default -> false;
    };
  }

  private boolean date() {
    hasDate = true;
    return true;
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return true;
  }

  /** -1 if there is none in the range. */
  private int number(int least, int most, int digits) {
    skipSpace();
    int begin = at;
    int value = 0;
    while (at < text.length()
        && at - begin < digits
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9'
        && value * 10 + text.charAt(at) - '0' <= most) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    return at > begin && value >= least ? value : -1;
  }

  private int name(String[] names) {
    for (int i = 0; i < names.length; i++) {
      int whole = names[i].length();
      int length = isNext(names[i], whole) ? whole : isNext(names[i], 3) ? 3 : 0;
      if (length > 0) {
        at += length;
        return i;
      }
    }
    return -1;
  }

  private boolean isNext(String name, int length) {
    return text.regionMatches(true, at, name, 0, length);
  }

  private boolean half() {
    String found = text.substring(at, Math.min(at + 2, text.length())).toUpperCase(Locale.ROOT);
    afternoon = found.equals("PM");
    at += 2;
    return afternoon || found.equals("AM");
  }

  private boolean zone() {
    skipSpace();
    if (at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return true;
    }
    String found =
        text.substring(at, Math.min(at + 6, text.length()))
            .replaceFirst("(?s)^([+-]\\d\\d(:?\\d\\d)?).*", "$1");
    boolean valid = found.matches("[+-]\\d\\d(:?\\d\\d)?");
    at += valid ? found.length() : 0;
    return valid;
  }

  private boolean zoneName() {
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return true;
  }

  private boolean epoch() {
    int begin = at;
    while (at < text.length() && at - begin < 12 && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == begin) {
      return false;
    }
    long seconds = Long.parseLong(text.substring(begin, at));
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    year = time.getYear();
    month = time.getMonthValue() - 1;
    day = time.getDayOfMonth();
    hour = time.getHour();
    minute = time.getMinute();
    second = time.getSecond();
    return date();
  }

  private BrokenDownTime finish() {
    if (afternoon != null) {
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    if (yearOfCentury >= 0) {
      year = yearOfCentury + (century >= 0 ? century * 100 : yearOfCentury < 69 ? 2000 : 1900);
    } else if (century >= 0) {
      year = century * 100 + Math.floorMod(year, 100);
    }
    if (yearday != NO_YEARDAY && day == 0 && month == 0) {
      LocalDate date = LocalDate.of(year, 1, 1).plusDays(yearday);
      month = date.getMonthValue() - 1;
      day = date.getDayOfMonth();
      weekday = date.getDayOfWeek().getValue() % 7;
    }
    BrokenDownTime time =
        new BrokenDownTime(year, month, day, hour, minute, second, weekday, yearday);
    return hasDate && day > 0 ? time.withDays() : time;
  }
}
